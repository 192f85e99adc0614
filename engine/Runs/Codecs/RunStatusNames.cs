using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs.Codecs;

/// <summary>What a status is called in histories, on the command line and over HTTP.</summary>
internal static class RunStatusNames
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Waiting => "waiting",
        RunStatus.Finished => "finished",
        RunStatus.Faulted => "faulted",
        _ => "cancelled",
    };

    public static RunStatus Parse(string? name) => name switch
    {
        "running" => RunStatus.Running,
        "waiting" => RunStatus.Waiting,
        "finished" => RunStatus.Finished,
        "faulted" => RunStatus.Faulted,
        "cancelled" => RunStatus.Cancelled,
        _ => throw new FormatException($"no status {name}"),
    };
}
