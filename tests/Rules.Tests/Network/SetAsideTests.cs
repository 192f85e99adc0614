using CsCheck;
using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tests.Conformance;
using Workflows.Rules.Tests.Fluent;

namespace Workflows.Rules.Tests.Network;

/// <summary>Matches that have fired are set aside where nobody has a hand on them, and nobody can tell.</summary>
public class SetAsideTests
{
    private static readonly Gen<(int Kind, int Fact, int Value)> GenChange =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 5], Gen.Int[0, 3]).Select((kind, fact, value) => (kind, fact, value));

    // In a session with the query its members have two uses, and the matches of its results alone can be set aside.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Session_that_sets_matches_aside_does_what_one_does_that_is_listened_to(bool withQuery) =>
        GenChange.Array[1, 40].Sample(
            changes =>
            {
                var (quiet, watched) = (new Trial(false, withQuery), new Trial(true, withQuery));
                foreach (var change in changes)
                {
                    quiet.Apply(change);
                    watched.Apply(change);
                    Assert.Equal(watched.Seen, quiet.Seen);
                }
            },
            iter: 60);

    [Fact]
    public void Match_is_set_aside_unless_somebody_may_have_a_hand_on_it()
    {
        var rule = new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => order.ToString());
        });
        Assert.True(IsSetAside(rule, _ => { }));
        Assert.False(IsSetAside(rule, s => s.Events.RuleFiringEvent += (_, _) => { }));
        Assert.False(IsSetAside(rule, s => s.Events.RhsExpressionFailedEvent += (_, _) => { }));
        Assert.False(IsSetAside(rule, s => s.Agenda.Peek()));
        Assert.False(IsSetAside(
            new Given(r =>
            {
                Order order = null!;
                r.When().Match(() => order);
                r.Then().Do(ctx => order.Equals(ctx.Match));
            }),
            _ => { }));
    }

    [Fact]
    public void Match_in_hand_is_still_its_own_after_it_has_fired()
    {
        var session = Some.Session(new Given(r =>
        {
            Order order = null!;
            r.When().Match(() => order);
            r.Then().Do(_ => order.ToString());
        }));
        session.Insert(new Order { Key = "a" });
        var match = session.Agenda.Peek()!;
        session.Fire();
        session.Insert(new Order { Key = "b" });
        session.Fire();
        Assert.Equal("a", ((Order)match.Facts.Single().Value!).Key);
    }

    private static bool IsSetAside(Rule rule, Action<ISession> look)
    {
        var session = Some.Session(rule);
        session.Insert(new Order());
        look(session);
        session.Fire();
        var fact = Assert.Single(((Session)session).Facts.All);
        return fact.FirstUse is FiredMark;
    }

    private sealed class Trial
    {
        private readonly bool _isWatched;
        private readonly Order?[] _orders = new Order?[6];
        private readonly IRuleDefinition _last;
        private SessionSnapshot? _snapshot;
        private ISession _session;

        public Trial(bool isWatched, bool withQuery)
        {
            _isWatched = isWatched;
            _last = new RuleDefinitionFactory().Create(withQuery ? Grouped() : new Once(Seen));
            _session = new RuleCompiler().Compile([new RuleDefinitionFactory().Create(Undone()), _last]).CreateSession();
            Watch();
        }

        public List<string> Seen { get; } = [];

        public void Apply((int Kind, int Fact, int Value) change)
        {
            switch (change.Kind)
            {
                case 0 or 1 or 2 or 3:
                    _session.Fire();
                    break;
                case 4:
                    _session.Fire(1);
                    break;
                case 5:
                    _session = _session.Fork();
                    Watch();
                    break;
                case 6:
                    _session.RemoveRules(_last.Name);
                    _session.PutRules(_last);
                    break;
                case 7:
                    Snap();
                    break;
                case 8:
                    Seen.Add(string.Join(" ", _session.WhyNot("undone").HeldBack.Select(t => t.En)));
                    break;
                default:
                    Change(change.Fact, change.Value, change.Kind < 11);
                    break;
            }

            NetworkAudit.Check(_session);
        }

        private void Snap()
        {
            if (_snapshot is { } taken)
            {
                _session.Restore(taken);
                Array.Clear(_orders);
                foreach (var order in _session.Query<Order>())
                {
                    _orders[order.Amount] = order;
                }

                _snapshot = null;
            }
            else
            {
                _snapshot = _session.Snapshot(f => f is Order o ? new Order { Amount = o.Amount, Key = o.Key } : f);
            }
        }

        private void Change(int place, int value, bool mayRetract)
        {
            if (_orders[place] is not { } known)
            {
                _session.Insert(_orders[place] = new Order { Amount = place, Key = $"{value}" });
            }
            else if (mayRetract)
            {
                _session.Retract(known);
                _orders[place] = null;
            }
            else
            {
                var before = known.Key;
                known.Key = value == 3 && before == "1" ? null! : $"{value}";
                try
                {
                    _session.Update(known);
                }
                catch (RuleLhsExpressionEvaluationException)
                {
                    known.Key = before;
                    Seen.Add("failed");
                }
            }
        }

        private void Watch()
        {
            if (_isWatched)
            {
                _session.Events.RuleFiredEvent += (_, _) => { };
            }
        }

        private Given Undone() => new(
            r =>
            {
                Order order = null!;
                r.When().Match(() => order, o => o.Key.CompareTo("1") >= 0);
                r.Then().Action(_ => Seen.Add($"new {order.Amount}"), ActionTrigger.Activated)
                    .Action(_ => Seen.Add($"again {order.Amount}"), ActionTrigger.Reactivated).Undo(_ => Seen.Add($"gone {order.Amount}"));
            },
            "undone");

        private Given Grouped() => new(
            r =>
            {
                IGrouping<string, Order> group = null!;
                r.When().Query(() => group, q => q.Match<Order>().GroupBy(o => o.Key));
                r.Then().Do(_ => Seen.Add($"group {group.Key} {group.Count()}"));
            },
            "grouped");
    }

    [Repeatability(RuleRepeatability.NonRepeatable)]
    private sealed class Once(List<string> seen) : Rule
    {
        public override void Define()
        {
            Order order = null!;
            Name("once");
            When().Match(() => order, o => o.Key == "2");
            Then().Do(_ => seen.Add($"once {order.Amount}"));
        }
    }
}
