using System.Runtime.ExceptionServices;
using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>How conclusions are matched: those of one kind that stand together in the queue in one round.</summary>
internal sealed partial class Session
{
    private readonly ConclusionBook _ownBook = new();
    private readonly Stack<Round> _idleRounds = new();
    private ConclusionBook _book;
    private List<LinkedChange>? _spareQueue;

    private void PropagateLinked(List<ILinkedFactSet>? sets)
    {
        ExceptionDispatchInfo? thrown = null;
        while (_linked.Count > 0)
        {
            var queue = _linked;
            _linked = _spareQueue ?? [];
            _spareQueue = null;
            for (var i = 0; i < queue.Count;)
            {
                var end = i;
                while (end < queue.Count && queue[end].Action == queue[i].Action)
                {
                    end++;
                }

                var failure = Propagate(queue, i, end, sets);
                thrown ??= failure;
                i = end;
            }

            queue.Clear();
            _spareQueue = queue;
        }

        thrown?.Throw();
    }

    /// <summary>
    /// Conclusions of one kind as one change. If that fails each is tried alone, so that only those are given up that cannot be matched.
    /// </summary>
    private ExceptionDispatchInfo? Propagate(List<LinkedChange> changes, int from, int to, List<ILinkedFactSet>? sets)
    {
        var round = _idleRounds.Count > 0 ? _idleRounds.Pop() : new Round(this);
        try
        {
            round.Run(changes, from, to);
            sets?.Add(SetOf(changes.GetRange(from, to - from)));
            return null;
        }
        // Whatever failed, the queue behind it must go on; the failure comes out at its end.
        catch (Exception failure)
        {
            var thrown = ExceptionDispatchInfo.Capture(failure);
            if (round.IsUndone && to - from == 1)
            {
                GiveUp(changes[from]);
            }

            for (var i = from; round.IsUndone && to - from > 1 && i < to; i++)
            {
                Propagate(changes, i, i + 1, sets);
            }

            return thrown;
        }
        finally
        {
            round.Clear();
            _idleRounds.Push(round);
        }
    }

    private static LinkedSet SetOf(List<LinkedChange> changes) =>
        new(changes[0].Action, [.. changes.Select(c => c.Fact ?? c.Gone).OfType<object>()]);

    /// <summary>The facts of one round. Rounds are used again, since most are of one fact.</summary>
    private sealed class Round
    {
        private readonly Session _session;
        private readonly ConclusionBook _noted = new();
        private readonly Action _announce;
        private readonly Action _match;
        private readonly Action _takeBack;

        public Round(Session session)
        {
            _session = session;
            (_announce, _match, _takeBack) = (Announce, MatchAll, TakeBack);
        }

        public List<WorkFact> Inserted { get; } = [];

        public List<WorkFact> Updated { get; } = [];

        public List<WorkFact> Retracted { get; } = [];

        public bool IsUndone { get; private set; }

        public void Run(List<LinkedChange> changes, int from, int to)
        {
            _session._book = _noted;
            for (var i = from; i < to; i++)
            {
                Note(changes[i]);
            }

            // Handlers that are told before the matching may make changes of their own, which have their own book.
            _session._book = _session._ownBook;
            Finish();
        }

        public void Finish()
        {
            _session.Change(_announce, _match, _takeBack);
            Tell();
            _session.TellWithdrawn();
        }

        public void Clear()
        {
            Inserted.Clear();
            Updated.Clear();
            Retracted.Clear();
            _noted.Clear();
            _session._book = _session._ownBook;
            IsUndone = false;
        }

        private void Note(LinkedChange change)
        {
            switch (change.Action)
            {
                case LinkedFactAction.Insert:
                    _session.Conclude(change, change.Fact!, this);
                    break;
                case LinkedFactAction.Update:
                    _session.Reconclude(change, this);
                    break;
                default:
                    _session.Withdraw(change, Retracted);
                    break;
            }
        }

        private void Announce()
        {
            foreach (var fact in Retracted)
            {
                _session._events.Retracting(_session, fact);
            }

            foreach (var fact in Inserted)
            {
                _session._events.Inserting(_session, fact);
            }

            foreach (var fact in Updated)
            {
                _session._events.Updating(_session, fact);
            }
        }

        private void MatchAll()
        {
            _session._book = _noted;
            foreach (var fact in Retracted)
            {
                _session._matcher.RetractFact(fact);
            }

            _session._matcher.InsertFacts(Inserted);
            foreach (var fact in Updated)
            {
                _session._matcher.UpdateFact(fact);
            }
        }

        private void TakeBack()
        {
            _session._book = _noted;
            IsUndone = true;
        }

        private void Tell()
        {
            foreach (var fact in Retracted)
            {
                _session._events.Retracted(_session, fact);
            }

            foreach (var fact in Inserted)
            {
                _session._events.Inserted(_session, fact);
            }

            foreach (var fact in Updated)
            {
                _session._events.Updated(_session, fact);
            }
        }
    }
}
