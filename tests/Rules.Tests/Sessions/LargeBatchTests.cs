using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.Tests.Conformance;

namespace Workflows.Rules.Tests.Sessions;

/// <summary>
/// A batch into a memory so large that the matcher reads ahead: what comes of it is what comes of its facts one by one, and a batch that
/// fails leaves no trace.
/// </summary>
public class LargeBatchTests
{
    private const int Facts = 8_000;
    private readonly List<string> _seen = [];

    [Fact]
    public void Batch_matches_what_its_facts_match_one_by_one()
    {
        var parcels = Parcels(Facts);
        var (batch, single) = (Session(), Session());
        batch.InsertAll(parcels[..(Facts / 2)]);
        batch.InsertAll(parcels[(Facts / 2)..]);
        var byBatch = Fired(batch);
        Array.ForEach(parcels, single.Insert);
        Assert.Equal(byBatch, Fired(single));
        Assert.All(["pair", "named", "alone", "owned", "crowd"], rule => Assert.Contains(byBatch, s => s.StartsWith(rule)));

        parcels[0].Number = parcels[1].Number;
        batch.Update(parcels[0]);
        single.Update(parcels[0]);
        Assert.Equal(Fired(batch), Fired(single));
    }

    [Fact]
    public void Restored_session_matches_what_the_first_one_does()
    {
        var session = Session();
        session.InsertAll(Parcels(Facts));
        var restored = session.Fork();
        Assert.Equal(Fired(session), Fired(restored));
    }

    [Fact]
    public void Batch_whose_last_fact_fails_leaves_the_session_as_it_was()
    {
        var session = Session();
        var parcels = Parcels(Facts);
        session.InsertAll(parcels[..^2]);
        var before = Fired(session);
        parcels[^1].IsTorn = true;
        var told = Assert.Throws<RuleLhsExpressionEvaluationException>(() => session.InsertAll(parcels[^2..]));
        Assert.Contains("torn", told.Message);
        Assert.Empty(Fired(session));
        Assert.Equal(Facts - 2, session.Query<Parcel>().Count());
        parcels[^1].IsTorn = false;
        session.InsertAll(parcels[^2..]);
        var after = Fired(session);
        var whole = Session();
        whole.InsertAll(parcels);
        Assert.Equal(Fired(whole), [.. before.Concat(after).Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public void Fact_whose_key_cannot_be_computed_meets_nobody_in_a_large_memory()
    {
        var session = Some.Session(new Given(r =>
        {
            Parcel a = null!;
            Parcel b = null!;
            r.When().Match(() => a, p => p.Number == 7)
                .Match(() => b, p => p.Owner != null, p => p.Owner!.Length == a.Number, p => p.Id != a.Id);
            r.Then().Do(_ => _seen.Add($"{a.Id} {b.Id}"));
        }));
        session.InsertAll([.. Enumerable.Range(0, Facts).Select(i => new Parcel(i, i == 5 ? 7 : 100_000 + i) { Owner = $"owner {i}" })]);
        session.InsertAll([new Parcel(Facts, 0), new Parcel(Facts + 1, 0) { Owner = "seven77" }]);
        Assert.Equal([$"5 {Facts + 1}", .. Enumerable.Range(0, 10).Where(i => i != 5).Select(i => $"5 {i}")],
            Fired(session).OrderBy(s => s.Length > 3 ? 0 : 1).ThenBy(s => s, StringComparer.Ordinal));
    }

    private static Parcel[] Parcels(int count)
    {
        var random = new Random(17);
        return [.. Enumerable.Range(0, count).Select(i => new Parcel(i, random.Next(count))
        {
            Owner = random.Next(4) == 0 ? null : $"owner {random.Next(count / 2)}",
            Neighbour = random.Next(2 * count),
        })];
    }

    private List<string> Fired(ISession session)
    {
        _seen.Clear();
        session.Fire();
        return [.. _seen.Order(StringComparer.Ordinal)];
    }

    private ISession Session() => Some.Session(
        new Given(r =>
        {
            Parcel a = null!;
            Parcel b = null!;
            r.When().Match(() => a).Match(() => b, p => p.Number == a.Number, p => p.Id > a.Id);
            r.Then().Do(_ => _seen.Add($"pair {a.Id} {b.Id}"));
        }, "pair"),
        new Given(r =>
        {
            Parcel a = null!;
            Parcel b = null!;
            r.When().Match(() => a, p => p.Owner != null).Match(() => b, p => p.Owner == a.Owner, p => p.Id > a.Id);
            r.Then().Do(_ => _seen.Add($"named {a.Id} {b.Id}"));
        }, "named"),
        new Given(r =>
        {
            Parcel a = null!;
            r.When().Match(() => a, p => p.Id % 3 == 0).Not<Parcel>(p => p.Neighbour == a.Number, p => !p.Tear());
            r.Then().Do(_ => _seen.Add($"alone {a.Id}"));
        }, "alone"),
        new Given(r =>
        {
            Parcel a = null!;
            r.When().Match(() => a).Exists<Parcel>(p => p.Neighbour == a.Id, p => p.Owner != null);
            r.Then().Do(_ => _seen.Add($"owned {a.Id}"));
        }, "owned"),
        new Given(r =>
        {
            Parcel a = null!;
            IEnumerable<Parcel> others = null!;
            r.When().Match(() => a)
                .Query(() => others, q => q
                    .Match<Parcel>(p => p.Number == a.Number, p => p.Id != a.Id).Collect().Where(c => c.Count() > 2));
            r.Then().Do(_ => _seen.Add($"crowd {a.Id} {others.Count()}"));
        }, "crowd"));

    private sealed class Parcel(int id, int number)
    {
        public int Id { get; } = id;

        public int Number { get; set; } = number;

        public int Neighbour { get; init; }

        public string? Owner { get; init; }

        public bool IsTorn { get; set; }

        public bool Tear() => IsTorn ? throw new InvalidOperationException("torn") : false;
    }
}
