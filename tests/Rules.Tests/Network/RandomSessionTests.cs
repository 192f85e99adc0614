using CsCheck;

namespace Workflows.Rules.Tests.Network;

/// <summary>
/// Whole sessions at random: rules that conclude from conclusions of others or from their absence, batches, changes that fail, firing in
/// parts, snapshots, forks, rules that come and go. Whenever everything has fired, what is concluded is what thinking it through from the
/// facts alone gives.
/// </summary>
public class RandomSessionTests
{
    private static readonly Gen<RandomCondition> GenCondition =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 3])
            .Select((field, op, constant) => new RandomCondition(field, op, constant, 0, 0, true));

    private static readonly Gen<RandomLevel> GenLevel =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], GenCondition.Array[0, 2])
            .Select((kind, below, conditions) => new RandomLevel(kind, below, conditions));

    private static readonly Gen<Change> GenChange =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3])
            .Select((kind, fact, a, b, c) => new Change(kind, fact, a, b, c));

    [Fact]
    public void Conclusions_are_what_the_facts_give_whatever_the_session_went_through() =>
        Gen.Select(GenLevel.Array[1, 4], GenChange.Array[1, 40]).Sample(
            (levels, changes) => new Trial(levels).Run(changes),
            iter: int.TryParse(Environment.GetEnvironmentVariable("RULES_BRUTE_FORCE_TRIALS"), out var trials) ? trials : 400,
            print: sample => string.Join("\n", sample.Item1.AsEnumerable()) + "\n" + string.Join("\n", sample.Item2.AsEnumerable()));

    private sealed class Trial
    {
        private readonly RandomLevel[] _levels;
        private readonly HashSet<int> _absent = [];
        private ISession _session;
        private Item?[] _items = new Item?[8];
        private SessionSnapshot? _snapshot;
        private HashSet<int> _absentThen = [];

        public Trial(RandomLevel[] levels)
        {
            _levels = levels;
            _session = new RuleCompiler().Compile(levels.Select((l, i) => l.Define(i))).CreateSession();
        }

        public void Run(Change[] changes)
        {
            foreach (var (i, change) in changes.Index())
            {
                Apply(change);
                NetworkAudit.Check(_session);
                if (i % 4 == 3)
                {
                    Check(_session.Fork(), change);
                }
            }

            Check(_session, null);
        }

        private void Check(ISession session, Change? after)
        {
            session.Fire();
            NetworkAudit.Check(session);
            var expected = Expected().Order().ToList();
            var actual = session.Query<Note>().Select(n => $"{n}").Order().ToList();
            Assert.True(expected.SequenceEqual(actual),
                $"after {after}\nexpected {string.Join(" ", expected)}\nactual   {string.Join(" ", actual)}");
        }

        private IEnumerable<string> Expected()
        {
            var notes = new HashSet<Note>();
            var items = _items.OfType<Item>().ToList();
            foreach (var (i, level) in _levels.Index().Where(l => !_absent.Contains(l.Index)))
            {
                notes.UnionWith(level.Conclude(i, items, [.. notes]));
            }

            return notes.Select(n => $"{n}");
        }

        private void Apply(Change change)
        {
            switch (change.Kind)
            {
                case 0:
                    _session.Fire();
                    break;
                case 1 or 2:
                    _session.Fire(change.Kind);
                    break;
                case 3:
                    TakeSnapshot();
                    break;
                case 4:
                    Restore();
                    break;
                case 5:
                    _session = _session.Fork();
                    break;
                case 6:
                    ToggleRule(change.A % _levels.Length);
                    break;
                case 7 or 8 or 9:
                    Batch(change);
                    break;
                default:
                    One(change);
                    break;
            }
        }

        private void TakeSnapshot()
        {
            _snapshot = _session.Snapshot(f => f is Item item ? new Item(item.Id) { A = item.A, B = item.B, C = item.C } : f);
            _absentThen = [.. _absent];
        }

        private void Restore()
        {
            if (_snapshot is not null && _absentThen.SetEquals(_absent))
            {
                _session.Restore(_snapshot);
                _snapshot = null;
                _items = new Item?[_items.Length];
                foreach (var item in _session.Query<Item>())
                {
                    _items[item.Id] = item;
                }
            }
        }

        private void ToggleRule(int level)
        {
            if (_absent.Remove(level))
            {
                _session.PutRules(_levels[level].Define(level));
            }
            else
            {
                _absent.Add(level);
                _session.RemoveRules($"r{level}");
            }
        }

        private void Batch(Change change)
        {
            int[] places = [change.Fact, (change.Fact + change.A + 1) % 8, (change.Fact + change.A + change.B + 2) % 8];
            var distinct = places.Distinct().ToList();
            var before = distinct.ConvertAll(p => _items[p]);
            switch (change.Kind)
            {
                case 7:
                    var fresh = distinct.Where(p => _items[p] is null)
                        .Select(p => new Item(p) { A = change.A, B = p % 4, C = change.C }).ToList();
                    Try(change, fresh.LastOrDefault(), () => _session.InsertAll(fresh), () => fresh.ForEach(i => _items[i.Id] = i));
                    break;
                case 8:
                    var known = before.OfType<Item>().ToList();
                    var values = known.ConvertAll(i => (i.A, i.B, i.C));
                    known.ForEach(i => (i.A, i.B, i.C) = (change.B, change.C, i.Id % 4));
                    Try(change, known.LastOrDefault(), () => _session.UpdateAll(known), () => { }, () =>
                    {
                        foreach (var (i, item) in known.Index())
                        {
                            (item.A, item.B, item.C) = values[i];
                        }
                    });
                    break;
                default:
                    var leaving = before.OfType<Item>().ToList();
                    Assert.Throws<ArgumentException>(() => _session.RetractAll([.. leaving, new Item(99)]));
                    Try(change, _items.LastOrDefault(i => i is not null), () => _session.RetractAll(leaving), () =>
                        leaving.ForEach(i => _items[i.Id] = null));
                    break;
            }
        }

        private void One(Change change)
        {
            var known = _items[change.Fact];
            if (known is null)
            {
                var item = new Item(change.Fact) { A = change.A, B = change.B, C = change.C };
                Try(change, item, () => _session.Insert(item), () => _items[item.Id] = item);
            }
            else if (change.Kind < 14)
            {
                var other = _items.FirstOrDefault(i => i is not null && i != known);
                Try(change, other, () => _session.Retract(known), () => _items[known.Id] = null);
            }
            else
            {
                var before = (known.A, known.B, known.C);
                (known.A, known.B, known.C) = (change.A, change.B, change.C);
                Try(change, known, () => _session.Update(known), () => { }, () => (known.A, known.B, known.C) = before);
            }
        }

        // With every third value a fact throws while the change is matched; then nothing may have happened.
        private static void Try(Change change, Item? poisoned, Action act, Action done, Action? undone = null)
        {
            if (poisoned is null || (change.A + change.B + change.C) % 3 != 0)
            {
                act();
                done();
                return;
            }

            poisoned.IsPoisoned = true;
            try
            {
                act();
                done();
            }
            catch (RuleLhsExpressionEvaluationException)
            {
                undone?.Invoke();
            }
            finally
            {
                poisoned.IsPoisoned = false;
            }
        }
    }
}
