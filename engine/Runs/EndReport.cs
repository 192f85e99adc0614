using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs;

/// <summary>What a run tells the run that waits for its end.</summary>
internal static class EndReport
{
    public static object Of(RunState state) => RunValues.Context(
    [
        new("WorkflowInstanceId", state.RunId),
        new("Status", state.Status == RunStatus.Waiting ? "Running" : "Finished"),
        new("SubStatus", state.Status switch
        {
            RunStatus.Finished => "Finished",
            RunStatus.Cancelled => "Cancelled",
            RunStatus.Faulted => "Faulted",
            _ => "Suspended",
        }),
        new("Output", RunValues.Context(state.Root?.Outputs ?? Enumerable.Empty<KeyValuePair<string, object?>>())),
    ]);
}
