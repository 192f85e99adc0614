using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;

namespace Workflows.Host.Runs;

/// <summary>A run with what is in it.</summary>
internal sealed record RunDetail(
    RunView Run, JsonElement? Input, JsonElement Variables, JsonElement Outputs, IReadOnlyList<RunActivity> Activities,
    IReadOnlyList<RunWaiting> Waiting, IReadOnlyList<RunIncident> Incidents)
{
    /// <summary>The answer to whoever started a run.</summary>
    public static RunStarted Started(RunResult result) => new(
        result.RunId!, result.Status, RunValues.ToJson(RunValues.Context(result.Outputs)),
        result.Reply is null ? null : RunValues.ToJson(result.Reply), result.Lines);
}

/// <summary>A history told burst by burst.</summary>
internal sealed record RunHistory(IReadOnlyList<RunBurst> Items, string? Next);

/// <summary>The due times of a run that were counted in working time, with their arithmetic.</summary>
internal sealed record RunDeadlines(IReadOnlyList<RunDeadline> Items, string? Next);

/// <summary>Looks into runs.</summary>
internal sealed class RunDetails(IRunStore store, DefinitionLibrary library)
{
    public async Task<RunDetail?> FindAsync(string runId)
    {
        if (await store.FindRunAsync(runId) is not { } head)
        {
            return null;
        }

        var picture = RunPicture.Of(head);
        return new(RunView.Of(head), picture.Input is null ? null : RunValues.ToJson(picture.Input),
            RunValues.ToJson(RunValues.Context(picture.Variables)), RunValues.ToJson(RunValues.Context(picture.Outputs)),
            picture.Activities, picture.Waiting, picture.Incidents);
    }

    public async Task<RunDeadlines?> DeadlinesAsync(string runId) => await store.FindRunAsync(runId) is null
        ? null : new(RunDeadline.Of(store.ReadHistoryAsync(runId).ToBlockingEnumerable()), null);

    /// <summary>The bursts after one of them, at most so many; null when there is no such run.</summary>
    public async Task<RunHistory?> HistoryAsync(string runId, long after = 0, int most = int.MaxValue)
    {
        if (await store.FindRunAsync(runId) is not { } head)
        {
            return null;
        }

        var told = await RunPicture.TellAsync(store.ReadHistoryAsync(runId), library, library.Catalogue, after, most);
        var last = told.Count == most ? told[^1].Sequence : head.Version;
        return new(told, last < head.Version ? last.ToString(CultureInfo.InvariantCulture) : null);
    }
}
