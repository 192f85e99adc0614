using System.Text.Json;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Host.Cli;

/// <summary>What a rehearsed run came to, as one JSON document.</summary>
internal sealed record RunDocument(
    string Status,
    JsonElement Outputs,
    JsonElement Variables,
    IReadOnlyList<string> Lines,
    IReadOnlyList<RunDocument.Line> Journal,
    IReadOnlyList<WaitingPlace> Bookmarks,
    IReadOnlyList<RunDocument.Trouble> Incidents,
    string? Name,
    string? CorrelationId)
{
    public static RunDocument Of(RehearsalReport report) => new(
        report.Status,
        RunValues.ToJson(RunValues.Context(report.Outputs)),
        RunValues.ToJson(RunValues.Context(report.Variables)),
        report.Lines,
        [.. report.Journal.Select(e => new Line(e.ActivityId, e.ActivityType, e.Event, e.Instance, e.Detail))],
        report.Bookmarks,
        [.. report.Incidents.Select(i => new Trouble(i.ActivityId, i.Code, i.Message))],
        report.Name,
        report.CorrelationId);

    /// <summary>One thing that happened.</summary>
    internal sealed record Line(string ActivityId, string Type, string Event, int Instance, string? Detail);

    /// <summary>One open incident.</summary>
    internal sealed record Trouble(string ActivityId, string Code, LocalText Message);
}
