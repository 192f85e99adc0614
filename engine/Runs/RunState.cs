using System.Collections.ObjectModel;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>A place where the run waits.</summary>
internal sealed record Bookmark(string Id, int Instance, string Kind, string Key, string? CorrelationId, string Tag);

/// <summary>A timer of a bookmark.</summary>
internal sealed record PendingTimer(string Id, string BookmarkId, DateTimeOffset DueAt);

/// <summary>Something that somebody must look at.</summary>
/// <param name="Id">Unique within all runs.</param>
/// <param name="Instance">The execution that cannot go on; 0 when it is the run as a whole.</param>
/// <param name="NodeId">The activity.</param>
/// <param name="Code">Diagnostic code.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Incident(string Id, int Instance, string NodeId, string Code, LocalText Message);

/// <summary>
/// All that a run is. <see cref="Apply"/> is the only door through which it changes; a burst works on a state of its own and throws it
/// away when its commit is refused.
/// </summary>
internal sealed partial class RunState
{
    // Most runs never have most of these: what is not there takes no memory.
    private Dictionary<string, Bookmark>? _bookmarks;
    private Dictionary<string, PendingTimer>? _timers;
    private Dictionary<string, TaskRecord>? _tasks;
    private Dictionary<string, Incident>? _incidents;
    private Dictionary<string, Dictionary<string, object?>>? _outputs;

    public RunState(string runId) => RunId = runId;

    public string RunId { get; }

    public string DefinitionId { get; private set; } = string.Empty;

    public string VersionId { get; private set; } = string.Empty;

    /// <summary>How many history entries are folded in.</summary>
    public long Version { get; internal set; }

    public RunStatus Status { get; private set; } = RunStatus.Running;

    public string? CorrelationId { get; private set; }

    public string? BusinessKey { get; private set; }

    public string? Name { get; private set; }

    public string? ParentRunId { get; private set; }

    public string? ParentBookmarkId { get; private set; }

    public object? Input { get; private set; }

    public string? TriggerActivity { get; private set; }

    /// <summary>Flowcharts that do not say otherwise run with tokens.</summary>
    public bool TokenFlow { get; private set; }

    /// <summary>How many runs have set one another going before this one.</summary>
    public int Depth { get; private set; }

    /// <summary>The number that the next execution of an activity gets.</summary>
    public int NextInstance { get; private set; } = 1;

    /// <summary>The number that the next id gets: bookmarks, timers, tasks, effects, messages, incidents.</summary>
    public int NextId { get; private set; } = 1;

    public Dictionary<int, ActivityInstance> Instances { get; } = [];

    /// <summary>Numbers of scheduled executions in order; those cancelled meanwhile are skipped.</summary>
    public Queue<int> Agenda { get; } = new();

    public IReadOnlyDictionary<string, Bookmark> Bookmarks => OrEmpty(_bookmarks);

    public IReadOnlyDictionary<string, PendingTimer> Timers => OrEmpty(_timers);

    /// <summary>Tasks that are not closed.</summary>
    public IReadOnlyDictionary<string, TaskRecord> Tasks => OrEmpty(_tasks);

    public IReadOnlyDictionary<string, Incident> Incidents => OrEmpty(_incidents);

    /// <summary>The last outputs of each activity.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, object?>> Outputs => OrEmpty(_outputs);

    public object? LastResult { get; private set; }

    /// <summary>The workflow's own execution; null before the run began.</summary>
    public ActivityInstance? Root => Instances.GetValueOrDefault(1);

    public bool HasEnded => Status is RunStatus.Finished or RunStatus.Cancelled;

    private static IReadOnlyDictionary<string, T> OrEmpty<T>(Dictionary<string, T>? some) =>
        some ?? (IReadOnlyDictionary<string, T>)ReadOnlyDictionary<string, T>.Empty;

    /// <summary>An id unique over all runs, from the run's own counter.</summary>
    public string PeekId() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{RunId}.{NextId}");

    /// <summary>The run that an id of a run's own counter belongs to; an id that is none belongs to a run that cannot be.</summary>
    public static string RunOf(string id) => id[..Math.Max(0, id.LastIndexOf('.'))];
}
