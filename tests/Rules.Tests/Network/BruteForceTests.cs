using CsCheck;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>
/// Random rules, facts and changes; after each change the live matches are those that trying every combination finds. A failure tells
/// the seed that repeats it; <c>RULES_BRUTE_FORCE_TRIALS</c> tries more than every run does.
/// </summary>
public class BruteForceTests
{
    private static readonly int Trials =
        int.TryParse(Environment.GetEnvironmentVariable("RULES_BRUTE_FORCE_TRIALS"), out var trials) ? trials : 3_000;

    internal static readonly Gen<Change> GenChange =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 11], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3])
            .Select((kind, fact, a, b, c) => new Change(kind, fact, a, b, c));

    private static readonly Gen<RandomCondition> GenCondition =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Bool)
            .Select((field, op, constant, slot, otherField, alpha) => new RandomCondition(field, op, constant, slot, otherField, alpha));

    private static readonly Gen<RandomPattern> GenPattern =
        Gen.Select(Gen.Int[0, RandomKind.All.Count - 1], Gen.Int[0, 2], GenCondition.Array[0, 3])
            .Select((kind, number, conditions) => new RandomPattern(kind, number, conditions));

    internal static readonly Gen<RandomRule> GenRule = GenPattern.Array[1, 3].Select(patterns => new RandomRule(patterns));

    [Fact]
    public void Live_matches_are_what_trying_every_combination_finds()
    {
        Gen.Select(GenRule.Array[1, 3], GenChange.Array[1, 40])
            .Sample((rules, changes) => new Trial(rules, changes).Run(changes), iter: Trials, print: Print);
    }

    [Fact]
    public void Fork_fires_what_the_session_fires_and_why_not_counts_the_same_matches()
    {
        Gen.Select(GenRule.Array[1, 3], GenChange.Array[1, 20])
            .Sample((rules, changes) => new Trial(rules, changes).RunAndFork(changes), iter: Trials * 4 / 15, print: Print);
    }

    [Fact]
    public void Facts_in_many_indexes_are_found_by_each()
    {
        var plain = RandomKind.All.ToList().IndexOf(RandomKind.Plain);
        RandomPattern By(params int[] fields) => new(plain, 0, [.. fields.Select(f => new RandomCondition(f, 0, 0, 0, f, false))]);
        RandomRule[] rules = [new([By(), By(0), By(1)]), new([By(), By(2)]), new([By(), By(0, 1)]), new([By(), By(1, 2)])];
        GenChange.Array[1, 40].Sample(changes => new Trial(rules, changes).Run(changes), iter: Trials / 15);
    }

    [Fact]
    public void Order_of_values_that_was_learnt_in_a_change_that_failed_is_forgotten()
    {
        RandomPattern Of(string kind, params RandomCondition[] conditions) =>
            new(RandomKind.All.ToList().FindIndex(k => k.Name == kind), 0, conditions);
        RandomRule[] rules =
        [
            new([Of("match", new RandomCondition(0, 1, 2, 0, 0, true)), Of("distinct", new RandomCondition(0, 2, 0, 0, 1, false)),
                Of("distinct", new RandomCondition(0, 0, 3, 0, 0, true), new RandomCondition(0, 2, 0, 0, 1, false))]),
        ];
        // The second fact, changed from 0, 1 to 2, 3, throws after others were compared with its 3.
        Change[] changes =
        [
            new(7, 5, 3, 3, 0), new(7, 11, 2, 0, 1), new(8, 4, 3, 2, 2), new(3, 2, 0, 1, 3), new(9, 2, 2, 3, 3), new(0, 6, 2, 1, 2),
            new(0, 8, 3, 2, 0), new(2, 8, 0, 0, 3), new(0, 11, 1, 0, 1), new(0, 8, 1, 1, 0), new(0, 5, 3, 3, 2), new(6, 1, 2, 2, 1),
        ];
        new Trial(rules, changes).Run(changes);
    }

    private static string Print((RandomRule[] Rules, Change[] Changes) sample) =>
        string.Join("\n", sample.Rules.Select(r => r.ToString())) + "\n" + string.Join("\n", sample.Changes.Select(c => c.ToString()));

    private sealed class Trial
    {
        private readonly RandomRule[] _rules;
        private readonly Item?[] _facts = new Item?[12];
        private readonly List<IMatch> _live = [];
        private readonly ISession _session;

        public Trial(RandomRule[] rules, Change[] changes)
        {
            _rules = rules;
            var definitions = rules.Select((r, i) => r.Define($"r{i}")).ToList();
            // With every second number of rules the comparisons of order are looked up however few facts there are.
            // With some numbers of changes conditions are compiled at once, or on the way; else they are interpreted throughout.
            var compiler = new RuleCompiler
            {
                LargeBucket = rules.Length % 2 == 0 ? 100 : 2,
                Interpreted = (changes.Length % 8) switch { 0 => 0, 1 => 5, _ => int.MaxValue },
            };
            _session = compiler.Compile(definitions).CreateSession(s =>
            {
                s.Events.ActivationCreatedEvent += (_, e) => _live.Add(e.Match);
                s.Events.ActivationDeletedEvent += (_, e) => _live.Remove(e.Match);
            });
        }

        public void Run(Change[] changes)
        {
            Check("at the start");
            foreach (var change in changes)
            {
                Apply(change);
                Check(change.ToString());
            }
        }

        public void RunAndFork(Change[] changes)
        {
            foreach (var (i, change) in changes.Index())
            {
                Apply(change);
                if (i % 5 == 4)
                {
                    _session.Fire(2);
                }
            }

            var facts = _facts.OfType<Item>().ToList();
            foreach (var (i, rule) in _rules.Index())
            {
                Assert.Equal(rule.Matches(facts).Count(), _session.WhyNot($"r{i}").Matches);
            }

            var (fork, again) = (_session.Fork(), _session.Snapshot());
            var fired = Fired(_session);
            Assert.Equal(fired, Fired(fork));
            _session.Restore(again);
            Assert.Equal(fired, Fired(_session));
        }

        private static List<string> Fired(ISession session)
        {
            using var log = Rules.Reasons.FiringLog.Of(session);
            session.Fire();
            return [.. log.Steps.Select(s =>
                $"{s.Rule!.Name}: {string.Join(" ", s.Bindings.Select(b => RandomKind.Text(b.Key, b.Value)))}")];
        }

        private void Apply(Change change)
        {
            var known = _facts[change.Fact];
            if (known is null)
            {
                _facts[change.Fact] = new Item(change.Fact) { A = change.A, B = change.B, C = change.C };
                Poison(change, () => _session.Insert(_facts[change.Fact]!), () => _facts[change.Fact] = null);
                return;
            }

            if (change.Kind < 4)
            {
                _session.Retract(known);
                _facts[change.Fact] = null;
                return;
            }

            var before = (known.A, known.B, known.C);
            (known.A, known.B, known.C) = (change.A, change.B, change.C);
            Poison(change, () => _session.Update(known), () => (known.A, known.B, known.C) = before);
        }

        // Now and then the fact throws when its third field is read; then nothing may have happened.
        private void Poison(Change change, Action act, Action undo)
        {
            if (change.Kind != 9)
            {
                act();
                return;
            }

            var fact = _facts[change.Fact]!;
            fact.IsPoisoned = true;
            try
            {
                act();
                fact.IsPoisoned = false;
                _session.Update(fact);
            }
            catch (RuleLhsExpressionEvaluationException)
            {
                fact.IsPoisoned = false;
                undo();
            }
        }

        private void Check(string when)
        {
            NetworkAudit.Check(_session);
            var facts = _facts.OfType<Item>().ToList();
            var expected = _rules.SelectMany((r, i) => r.Matches(facts).Select(m => $"r{i}: {m}")).Order().ToList();
            var actual = _live.Select(m => $"{m.Rule.Name}: {RandomKind.Text(m)}").Order().ToList();
            Assert.True(expected.SequenceEqual(actual),
                $"{when}\nexpected {string.Join("; ", expected)}\nactual   {string.Join("; ", actual)}");
        }
    }
}

public sealed record Change(int Kind, int Fact, int A, int B, int C);

public sealed class Item(int id)
{
    private int _c;

    public int Id { get; } = id;

    public int A { get; set; }

    public int B { get; set; }

    public bool IsPoisoned { get; set; }

    public int C
    {
        get => IsPoisoned ? throw new InvalidOperationException("poisoned") : _c;
        set => _c = value;
    }
}
