using Workflows.Rules.AgendaFilters;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Filters of a rule and of a session.</summary>
public class FilterTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public void Where_lets_a_match_through_while_all_conditions_hold()
    {
        var session = Some.Session(Between());
        var order = new Order { Amount = 1 };
        session.Insert(order);
        Assert.Equal(0, session.Fire());
        order.Amount = 5;
        session.Update(order);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void On_change_compares_with_the_last_firing()
    {
        var session = Some.Session(OnChange());
        var order = new Order { Key = "a", Amount = 1 };
        session.Insert(order);
        Assert.Equal(1, session.Fire());
        session.Update(order);
        Assert.Equal(0, session.Fire());
        order.Amount = 2;
        session.Update(order);
        order.Amount = 1;
        session.Update(order);
        Assert.Equal(0, session.Fire());
        order.Amount = 3;
        session.Update(order);
        Assert.Equal(1, session.Fire());
    }

    [Fact]
    public void Null_key_updated_before_the_first_firing_still_fires()
    {
        var session = Some.Session(OnChange());
        var order = new Order { Key = null! };
        session.Insert(order);
        session.Update(order);
        Assert.Equal(1, session.Fire());
        session.Update(order);
        Assert.Equal(0, session.Fire());
    }

    [Fact]
    public void Match_that_fails_a_filter_keeps_its_conclusions_and_undo_still_comes()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order, o => o.IsOpen);
            r.Filter().OnChange(() => order.Amount);
            r.Then().Yield(_ => new Alert("k", order.Key)).Undo(_ => _seen.Add("undone"));
        }));
        var order = new Order { Key = "a" };
        session.Insert(order);
        session.Fire();
        session.Update(order);
        session.Fire();
        Assert.Single(session.Query<Alert>());
        order.IsOpen = false;
        session.Update(order);
        session.Fire();
        Assert.Empty(session.Query<Alert>());
        Assert.Equal(["undone"], _seen);
    }

    [Fact]
    public void Filters_of_the_session_choose_and_are_told()
    {
        var filter = new Picky();
        var session = Some.Session(OnChange());
        session.Agenda.AddFilter(filter);
        var (good, bad) = (new Order { Key = "good" }, new Order { Key = "bad" });
        session.InsertAll([good, bad]);
        Assert.Equal(1, session.Fire());
        session.RetractAll([good, bad]);
        Assert.Equal(["selected good", "removed good", "removed bad"], filter.Told);
    }

    [Fact]
    public void Filter_may_remember_the_activations_it_was_told_of()
    {
        var filter = new Once();
        var session = Some.Session(OnChange());
        session.Agenda.AddFilter(filter);
        var order = new Order { Key = "a" };
        session.Insert(order);
        Assert.Equal(1, session.Fire());
        order.Amount = 7;
        session.Update(order);
        Assert.Equal(0, session.Fire());
        session.Retract(order);
        Assert.Empty(filter.Fired);
    }

    private static Given Between() => new(r =>
    {
        Order order = null!;
        r.When().Match(() => order);
        r.Filter().Where(() => order.Amount > 1, () => order.Amount < 9);
        r.Then().Do(_ => order.ToString());
    });

    private static Given OnChange() => new(r =>
    {
        Order order = null!;
        r.When().Match(() => order);
        r.Filter().OnChange(() => order.Amount, () => order.Key);
        r.Then().Do(_ => order.ToString());
    });

    private sealed class Picky : IStatefulAgendaFilter
    {
        public List<string> Told { get; } = [];

        public bool Accept(AgendaContext context, Activation activation) => KeyOf(activation) == "good";

        public void Select(AgendaContext context, Activation activation) => Told.Add($"selected {KeyOf(activation)}");

        public void Remove(AgendaContext context, Activation activation) => Told.Add($"removed {KeyOf(activation)}");

        private static string KeyOf(Activation activation) => ((Order)activation.Facts.Single().Value!).Key;
    }

    private sealed class Once : IStatefulAgendaFilter
    {
        public HashSet<Activation> Fired { get; } = [];

        public bool Accept(AgendaContext context, Activation activation) => !Fired.Contains(activation);

        public void Select(AgendaContext context, Activation activation) => Fired.Add(activation);

        public void Remove(AgendaContext context, Activation activation) => Fired.Remove(activation);
    }
}
