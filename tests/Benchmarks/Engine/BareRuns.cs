using System.Diagnostics;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Storage;

namespace Workflows.Benchmarks.Engine;

/// <summary>
/// The least that a run in memory costs which leaves the same behind: the same events and state written as JSON, hashed and kept, and the
/// same decision made by the bare interpreter; no engine around it.
/// </summary>
internal sealed class BareRuns : IDisposable
{
    private const int Batch = 1000;

    private readonly RunHead head;
    private readonly HistoryEntry entry;
    private readonly JsonDocument events;
    private readonly JsonDocument state;
    private readonly Action decide;
    private readonly MemoryStream buffer = new();

    public BareRuns(RunHead head, HistoryEntry entry, Action decide)
    {
        (this.head, this.entry, this.decide) = (head, entry, decide);
        events = JsonDocument.Parse(entry.Events);
        state = JsonDocument.Parse(head.State);
    }

    /// <summary>Runs per second: the best of the batches of a second, after one of warming up.</summary>
    public double PerSecond()
    {
        Best(TimeSpan.FromSeconds(1));
        return Best(TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        events.Dispose();
        state.Dispose();
        buffer.Dispose();
    }

    private double Best(TimeSpan time)
    {
        var best = 0d;
        var total = Stopwatch.StartNew();
        while (total.Elapsed < time)
        {
            var store = new InMemoryRunStore();
            var watch = Stopwatch.StartNew();
            for (var n = 0; n < Batch; n++)
            {
                Write(store, $"run-{n}");
            }

            best = Math.Max(best, Batch / watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private void Write(InMemoryRunStore store, string run)
    {
        decide();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var written = Encode(writer, events);
        var hash = HistoryChain.Hash(HistoryChain.Beginning.Span, run, 1, entry.At, entry.Actor, written);
        var commit = new Commit
        {
            Head = head with { RunId = run, Hash = hash, State = Encode(writer, state) },
            Entry = new HistoryEntry(run, 1, entry.At, entry.Actor, written, hash),
        };
        Harness.Check("outcome", CommitOutcome.Committed, store.CommitAsync(commit).AsTask().Result);
    }

    private byte[] Encode(Utf8JsonWriter writer, JsonDocument document)
    {
        document.RootElement.WriteTo(writer);
        writer.Flush();
        var bytes = buffer.ToArray();
        writer.Reset();
        buffer.SetLength(0);
        return bytes;
    }
}
