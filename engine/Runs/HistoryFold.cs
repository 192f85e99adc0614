using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;

namespace Workflows.Engine.Runs;

/// <summary>Takes a history into a run's state.</summary>
internal static class HistoryFold
{
    /// <summary>Takes one entry in.</summary>
    public static void Apply(RunState state, HistoryEntry entry)
    {
        foreach (var happened in EventReader.Read(entry.Events))
        {
            state.Apply(happened);
        }

        state.Version = entry.Sequence;
    }
}

/// <summary>What a check of one run's history found.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Fault">What is wrong, in words; null when the chain holds and folding gives the stored state.</param>
public sealed record HistoryCheck(string RunId, long Entries, string? Fault)
{
    public bool IsClean => Fault is null;

    /// <summary>Walks the chain of hashes and folds the history; compares with the stored head.</summary>
    public static async Task<HistoryCheck> VerifyAsync(IRunStore store, string runId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var head = await store.FindRunAsync(runId, cancellation);
        var state = new RunState(runId);
        var former = HistoryChain.Beginning;
        var count = 0L;
        await foreach (var entry in store.ReadHistoryAsync(runId, cancellation))
        {
            count++;
            var hash = HistoryChain.Hash(former.Span, runId, entry.Sequence, entry.At, entry.Actor, entry.Events.Span);
            if (entry.Sequence != count || !hash.AsSpan().SequenceEqual(entry.Hash.Span))
            {
                return new HistoryCheck(runId, count, $"entry {count} does not follow from the one before it");
            }

            former = entry.Hash;
            HistoryFold.Apply(state, entry);
        }

        return new HistoryCheck(runId, count, Compare(head, state, count, former.Span));
    }

    private static string? Compare(RunHead? head, RunState state, long count, ReadOnlySpan<byte> last)
    {
        if (head is null)
        {
            return count == 0 ? "there is no such run" : "the run has a history and no state";
        }

        if (head.Version != count || !last.SequenceEqual(head.Hash.Span))
        {
            return $"the state is at version {head.Version}, the history at {count}";
        }

        return CommitBuilder.Snapshot(state).AsSpan().SequenceEqual(head.State.Span)
            ? null
            : "folding the history does not give the stored state";
    }
}
