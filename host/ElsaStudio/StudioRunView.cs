using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Host.Runs;

namespace Workflows.Host.ElsaStudio;

/// <summary>A run in the words of the contract.</summary>
internal static class StudioRunView
{
    /// <summary>A run in a list.</summary>
    public static JsonObject Summary(RunView run)
    {
        var (status, subStatus) = StatusOf(run.Status);
        var ended = run.Status is RunStatus.Finished or RunStatus.Cancelled;
        return new JsonObject
        {
            ["id"] = run.Id, ["definitionId"] = run.DefinitionId, ["definitionVersionId"] = run.DefinitionVersionId,
            ["version"] = VersionOf(run.DefinitionVersionId), ["status"] = status, ["subStatus"] = subStatus, ["name"] = run.Name,
            ["correlationId"] = run.CorrelationId, ["incidentCount"] = run.OpenIncidents, ["createdAt"] = run.CreatedAt.ToString("O"),
            ["updatedAt"] = run.UpdatedAt.ToString("O"), ["finishedAt"] = ended ? run.UpdatedAt.ToString("O") : null,
            ["parentWorkflowInstanceId"] = run.ParentRunId,
        };
    }

    /// <summary>The state of a run, as far as Studio shows it.</summary>
    public static JsonObject State(string runId, string definitionId, string versionId, RunStatus runStatus)
    {
        var (status, subStatus) = StatusOf(runStatus);
        return new JsonObject
        {
            ["id"] = runId, ["definitionId"] = definitionId, ["definitionVersionId"] = versionId,
            ["definitionVersion"] = VersionOf(versionId), ["status"] = status, ["subStatus"] = subStatus, ["bookmarks"] = new JsonArray(),
            ["incidents"] = new JsonArray(), ["completionCallbacks"] = new JsonArray(), ["activityExecutionContexts"] = new JsonArray(),
            ["input"] = new JsonObject(), ["output"] = new JsonObject(), ["properties"] = new JsonObject(),
        };
    }

    /// <summary>Status and what it is more exactly.</summary>
    public static (string Status, string SubStatus) StatusOf(RunStatus status) => status switch
    {
        RunStatus.Running => ("Running", "Executing"),
        RunStatus.Waiting => ("Running", "Suspended"),
        RunStatus.Faulted => ("Running", "Faulted"),
        RunStatus.Cancelled => ("Finished", "Cancelled"),
        _ => ("Finished", "Finished"),
    };

    private static int VersionOf(string versionId) =>
        int.TryParse(versionId.AsSpan(versionId.LastIndexOf(':') + 1), out var number) ? number : 1;
}
