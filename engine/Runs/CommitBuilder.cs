using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;

namespace Workflows.Engine.Runs;

/// <summary>
/// Makes of a burst what is written: every record of the commit stands in an event, so that history and tables cannot differ.
/// </summary>
internal static class CommitBuilder
{
    // Histories are read by people too, and by programs of ours only: Chinese stays Chinese.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 16384,
    };

    public static Commit Build(Burst burst, RunHead? former, BurstWork work, IdempotencyRecord? idempotency)
    {
        var state = burst.State;
        var version = (former?.Version ?? 0) + 1;
        using var buffer = new PooledBuffer();
        using var writer = new Utf8JsonWriter(buffer, Options);
        var events = Encode(burst.Events, EventWriter.Write, writer, buffer);
        var hash = HistoryChain.Hash(
            (former?.Hash ?? HistoryChain.Beginning).Span, state.RunId, version, burst.Now, burst.Actor, events);
        var head = new RunHead
        {
            RunId = state.RunId,
            DefinitionId = state.DefinitionId,
            DefinitionVersionId = state.VersionId,
            Version = version,
            Status = state.Status,
            CorrelationId = state.CorrelationId,
            BusinessKey = state.BusinessKey,
            Name = state.Name,
            ParentRunId = state.ParentRunId,
            OpenIncidents = state.Incidents.Count,
            CreatedAt = former?.CreatedAt ?? burst.Now,
            UpdatedAt = burst.Now,
            Hash = hash,
            State = Encode(state, SnapshotWriter.Write, writer, buffer),
        };
        var commit = new Commit
        {
            Head = head,
            Entry = new HistoryEntry(state.RunId, version, burst.Now, burst.Actor, events, hash),
            ConsumedDelivery = work.ConsumedDelivery,
            ConsumedOutbox = work.ConsumedOutbox,
            Idempotency = idempotency,
        };
        return NeedsRecords(burst.Events) ? new Records(burst).AddTo(commit) : commit;
    }

    public static byte[] Snapshot(RunState state)
    {
        using var buffer = new PooledBuffer();
        using var writer = new Utf8JsonWriter(buffer, Options);
        return Encode(state, SnapshotWriter.Write, writer, buffer);
    }

    private static byte[] Encode<T>(T value, Action<Utf8JsonWriter, T> write, Utf8JsonWriter writer, PooledBuffer buffer)
    {
        write(writer, value);
        writer.Flush();
        var bytes = buffer.ToArray();
        writer.Reset();
        buffer.Clear();
        return bytes;
    }

    private static bool NeedsRecords(List<RunEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is BookmarkAdded or BookmarkResumed or BookmarkCancelled or TimerSet or TaskChanged or EffectDecided
                or MessageSent or FactChanged)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Records(Burst burst)
    {
        private readonly Dictionary<string, BookmarkRecord> _added = [];
        private readonly List<string> _burned = [];
        private readonly List<TimerRecord> _timers = [];
        private readonly Dictionary<string, TaskRecord> _tasks = [];
        private readonly List<OutboxMessage> _outbox = [];
        private readonly List<Delivery> _deliveries = [];
        private readonly List<FactWrite> _facts = [];

        public Commit AddTo(Commit commit)
        {
            foreach (var happened in burst.Events)
            {
                Take(happened);
            }

            return commit with
            {
                BookmarksAdded = [.. _added.Values],
                BookmarksBurned = _burned,
                TimersAdded = _timers,
                Tasks = [.. _tasks.Values],
                Outbox = _outbox,
                Deliveries = _deliveries,
                Facts = _facts,
            };
        }

        private void Take(RunEvent happened)
        {
            switch (happened)
            {
                case BookmarkAdded e:
                    _added[e.Id] = new BookmarkRecord(e.Id, burst.State.RunId, e.Kind, e.Key, e.CorrelationId, burst.Now);
                    break;
                case BookmarkResumed e:
                    Burn(e.Id);
                    break;
                case BookmarkCancelled e:
                    Burn(e.Id);
                    break;
                case TimerSet e:
                    _timers.Add(new TimerRecord(e.Id, burst.State.RunId, e.BookmarkId, e.DueAt));
                    break;
                case TaskChanged e:
                    _tasks[e.Task.Id] = e.Task;
                    break;
                case EffectDecided e:
                    _outbox.Add(e.Message);
                    break;
                case MessageSent e:
                    _deliveries.Add(e.Delivery);
                    break;
                case FactChanged e:
                    _facts.Add(e.Fact);
                    break;
            }
        }

        private void Burn(string id)
        {
            _timers.RemoveAll(timer => timer.BookmarkId == id);
            if (!_added.Remove(id))
            {
                _burned.Add(id);
            }
        }
    }
}
