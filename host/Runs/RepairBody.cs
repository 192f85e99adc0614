using System.Text.Json;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;

namespace Workflows.Host.Runs;

/// <summary>
/// Body of a repair: <c>retry</c>, <c>skip</c>, <c>edit-variable</c>, <c>move</c>, <c>cancel-activity</c>, <c>cancel</c>, <c>rerun</c> or
/// <c>migrate</c> or <c>undo-migration</c>, with what the action needs.
/// </summary>
internal sealed record RepairBody(
    string Action, string? IncidentId = null, string? ActivityId = null, string? ToActivityId = null, string? Outcome = null,
    string? Name = null, JsonElement? Value = null, string? VersionId = null, Dictionary<string, string>? Nodes = null,
    string? Reason = null, bool DryRun = false)
{
    /// <summary>What is answered where <see cref="ToCommand"/> makes nothing of it.</summary>
    public Problem Unknown() => HostProblems.Invalid(
        new($"The action {Action} is unknown or lacks something.", $"操作 {Action} 未知或缺少参数。"),
        new($"Actions are: {Actions}.", $"可用操作：{Actions}。"));

    /// <summary>The names of all actions.</summary>
    public const string Actions = "retry, skip, edit-variable, move, cancel-activity, cancel, rerun, migrate, undo-migration";

    /// <summary>The command; null when the action is unknown or lacks something.</summary>
    public RepairCommand? ToCommand() => (Action, ActivityId) switch
    {
        ("retry", _) => new RetryRepair(IncidentId),
        ("skip", _) => new SkipRepair(IncidentId, ActivityId, Outcome ?? "Done"),
        ("edit-variable", _) when Name is not null => new EditVariableRepair(Name, Value is { } v ? RunValues.FromJson(v) : null),
        ("move", not null) when ToActivityId is not null => new MoveRepair(ActivityId, ToActivityId),
        ("cancel-activity", not null) => new CancelActivityRepair(ActivityId),
        ("cancel", _) => new CancelRunRepair(),
        ("rerun", not null) => new RerunRepair(ActivityId),
        ("undo-migration", _) => new UndoMigrationRepair(),
        ("migrate", _) when VersionId is not null => new MigrateRepair(VersionId, Nodes),
        _ => null,
    };
}
