using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>What is in a run, for those who look at it.</summary>
public sealed record RunPicture
{
    /// <summary>What the run was given, as a value.</summary>
    public object? Input { get; init; }

    /// <summary>The workflow's own variables.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>The workflow's outputs so far.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>The executions of activities that have not ended.</summary>
    public IReadOnlyList<RunActivity> Activities { get; init; } = [];

    public IReadOnlyList<RunWaiting> Waiting { get; init; } = [];

    public IReadOnlyList<RunIncident> Incidents { get; init; } = [];

    /// <summary>Reads the picture from a stored head.</summary>
    public static RunPicture Of(RunHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var state = RunState.Restore(head);
        return new RunPicture
        {
            Input = state.Input,
            Variables = state.Root?.Variables ?? [],
            Outputs = state.Root?.Outputs ?? [],
            Activities = [.. state.Instances.Values.Select(i => new RunActivity(i.Id, i.NodeId, i.VersionId, i.Status.ToString()))],
            Waiting = [.. state.Bookmarks.Values.Where(mark => mark.Kind != CountedTime.Bookmark).Select(mark => Wait(state, mark))],
            Incidents = [.. state.Incidents.Values.Select(i => new RunIncident(i.Id, i.NodeId, i.Code, i.Message))],
        };
    }

    /// <summary>A history told burst by burst, in lines for people.</summary>
    /// <param name="history">The entries in order, from the first: later ones speak of what earlier ones began.</param>
    /// <param name="definitions">Where the versions come from that the history names.</param>
    /// <param name="catalogue">The activity types.</param>
    /// <param name="after">Only what came after this entry is told.</param>
    /// <param name="most">How many bursts are told; reading ends with the last.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IReadOnlyList<RunBurst>> TellAsync(
        IAsyncEnumerable<HistoryEntry> history, IDefinitionSource definitions, ActivityCatalogue catalogue, long after = 0,
        int most = int.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        var compiled = new CompiledDefinitions(definitions, catalogue);
        var versions = new Dictionary<string, CompiledDefinition?>();
        var told = new List<RunBurst>();
        var journal = new Journal((version, node) =>
            versions.GetValueOrDefault(version)?.Find(node)?.Activity.Descriptor.Type ?? string.Empty);
        await foreach (var entry in history.WithCancellation(cancellation))
        {
            var events = EventReader.Read(entry.Events);
            foreach (var version in events.SelectMany(VersionsOf).Where(version => !versions.ContainsKey(version)))
            {
                versions[version] = await compiled.VersionAsync(version, cancellation);
            }

            var lines = journal.Tell(events);
            if (entry.Sequence > after)
            {
                told.Add(new RunBurst(entry.Sequence, entry.At, entry.Actor, lines));
            }

            if (told.Count == most)
            {
                break;
            }
        }

        return told;
    }

    private static IEnumerable<string> VersionsOf(RunEvent happened) => happened switch
    {
        RunStarted e => [e.VersionId],
        Migrated e => [e.VersionId],
        Scheduled { VersionId: { } version } => [version],
        _ => [],
    };

    private static RunWaiting Wait(RunState state, Bookmark mark) => new(
        mark.Id, state.Instances.GetValueOrDefault(mark.Instance)?.NodeId ?? string.Empty,
        state.Instances.GetValueOrDefault(mark.Instance)?.VersionId ?? string.Empty, mark.Kind, mark.Key, mark.CorrelationId,
        state.Timers.Values.Where(timer => timer.BookmarkId == mark.Id).Select(timer => (DateTimeOffset?)timer.DueAt).FirstOrDefault());
}

/// <summary>An execution of an activity.</summary>
public sealed record RunActivity(int Instance, string ActivityId, string VersionId, string Status);

/// <summary>A place where a run waits.</summary>
public sealed record RunWaiting(
    string BookmarkId, string ActivityId, string VersionId, string Kind, string Key, string? CorrelationId, DateTimeOffset? DueAt);

/// <summary>Something that somebody must look at.</summary>
public sealed record RunIncident(string Id, string ActivityId, string Code, LocalText Message);

/// <summary>One burst of a history, in lines.</summary>
public sealed record RunBurst(long Sequence, DateTimeOffset At, string Actor, IReadOnlyList<JournalEntry> Lines);
