using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Running;

/// <summary>What a run has come to.</summary>
/// <param name="Status">running, waiting, finished, faulted, cancelled.</param>
/// <param name="Outputs">The workflow's outputs.</param>
/// <param name="Variables">The workflow's variables.</param>
/// <param name="Lines">What was written, by all runs, in order.</param>
/// <param name="Journal">What happened in the run.</param>
/// <param name="Bookmarks">Where it waits.</param>
/// <param name="Incidents">What somebody must look at.</param>
public sealed record RehearsalReport(
    string Status,
    IReadOnlyDictionary<string, object?> Outputs,
    IReadOnlyDictionary<string, object?> Variables,
    IReadOnlyList<string> Lines,
    IReadOnlyList<JournalEntry> Journal,
    IReadOnlyList<WaitingPlace> Bookmarks,
    IReadOnlyList<IncidentReport> Incidents)
{
    public required string RunId { get; init; }

    public string? Name { get; init; }

    public string? CorrelationId { get; init; }
}

/// <summary>A place where a run waits.</summary>
public sealed record WaitingPlace(string Id, string ActivityId, string Kind, string Key);

/// <summary>An open incident of a run.</summary>
public sealed record IncidentReport(string Id, string ActivityId, string Code, LocalText Message);
