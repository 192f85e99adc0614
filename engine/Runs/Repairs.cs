using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>
/// What people do to mend a run. Each gives events like everything else, after one that says what was asked for and why.
/// </summary>
internal static class Repairs
{
    public static Diagnostic? Apply(Burst burst, RepairInput repair) => repair.Command switch
    {
        CancelRunRepair => burst.CancelRun(repair.Reason),
        RetryRepair command => Retry(burst, command, repair.Reason),
        SkipRepair command => Skip(burst, command, repair.Reason),
        EditVariableRepair command => EditVariable(burst, command, repair.Reason),
        MoveRepair command => Move(burst, command, repair.Reason),
        CancelActivityRepair command => CancelActivity(burst, command, repair.Reason),
        RerunRepair command => Rerun(burst, command, repair.Reason),
        MigrateRepair command => Migration.Apply(burst, command, repair.Reason),
        _ => throw new InvalidOperationException($"no way to {repair.Command.GetType().Name}"),
    };

    private static Diagnostic? Retry(Burst burst, RetryRepair command, string? reason)
    {
        var incidents = burst.State.Incidents.Values
            .Where(incident => command.IncidentId is null || incident.Id == command.IncidentId)
            // An effect keeps its key only when it is the same message that is sent again, not when the activity decides another.
            .Where(incident => incident.Code != RunProblems.EffectLost)
            .OrderBy(incident => incident.Instance).ToList();
        if (incidents.Count == 0)
        {
            return RunProblems.NoIncident(command.IncidentId);
        }

        burst.Emit(new Repaired("retry", command.IncidentId ?? string.Empty, reason));
        foreach (var incident in incidents)
        {
            burst.Emit(new IncidentResolved(incident.Id, "retry"));
            if (burst.State.Instances.TryGetValue(incident.Instance, out var instance) && instance.Owner is { } owner)
            {
                Again(burst, instance, owner);
            }
        }

        return null;
    }

    private static void Again(Burst burst, ActivityInstance instance, ActivityInstance owner)
    {
        var node = burst.NodeOf(instance);
        burst.Cancel(instance.Id);
        if (node is { Index: 0 })
        {
            var again = burst.Schedule(node, owner, instance.Variables);
            burst.Emit(new InputsTaken(again, instance.Inputs));
        }
        else if (node is not null)
        {
            burst.Schedule(node, owner, instance.Variables);
        }
    }

    private static Diagnostic? Skip(Burst burst, SkipRepair command, string? reason)
    {
        var instance = command.IncidentId is { } id
            ? burst.State.Incidents.TryGetValue(id, out var incident) ? burst.State.Instances.GetValueOrDefault(incident.Instance) : null
            : Live(burst, command.ActivityId) ?? (command.ActivityId is null ? FirstFaulted(burst) : null);
        if (instance?.Owner is null || burst.NodeOf(instance) is not { } node)
        {
            return command.ActivityId is { } activity ? RunProblems.NoActivity(activity) : RunProblems.NoIncident(command.IncidentId);
        }

        burst.Emit(new Repaired("skip", $"{node.Id} {command.Outcome}", reason));
        ResolveIncidents(burst, instance, "skip");
        burst.Complete(instance, node, Outcomes.Of(command.Outcome));
        return null;
    }

    private static Diagnostic? EditVariable(Burst burst, EditVariableRepair command, string? reason)
    {
        if (burst.State.HasEnded || burst.State.Root is not { } root)
        {
            return RunProblems.RunEnded(burst.State.RunId, burst.State.Status);
        }

        var scope = burst.State.Instances.Values.OrderByDescending(instance => instance.Id).FirstOrDefault(instance =>
            burst.NodeOf(instance)?.Declared(command.Name) is not null || instance.Variables?.ContainsKey(command.Name) == true) ?? root;
        var declared = burst.NodeOf(scope)?.Declared(command.Name);
        var value = declared is null ? command.Value : TypeAliases.Convert(command.Value, declared.TypeName);
        burst.Emit(new Repaired("editVariable", command.Name, reason));
        burst.Emit(new VariableSet(scope.Id, command.Name, burst.Values.Checked(command.Name, value)));
        return null;
    }

    private static Diagnostic? Move(Burst burst, MoveRepair command, string? reason)
    {
        var from = Live(burst, command.FromActivityId);
        if (from?.Owner is null)
        {
            return RunProblems.NoActivity(command.FromActivityId);
        }

        var to = burst.NodeOf(from)?.Definition.Find(command.ToActivityId);
        var container = to is null
            ? null
            : burst.State.Instances.Values.FirstOrDefault(i => i.VersionId == from.VersionId && i.NodeId == to.Parent?.Id && i != from);
        if (to is null || container is null)
        {
            return RunProblems.NoActivity(command.ToActivityId);
        }

        burst.Emit(new Repaired("move", $"{command.FromActivityId} > {command.ToActivityId}", reason));
        burst.Cancel(from.Id);
        burst.Schedule(to, container);
        return null;
    }

    private static Diagnostic? CancelActivity(Burst burst, CancelActivityRepair command, string? reason)
    {
        var instance = Live(burst, command.ActivityId);
        if (instance?.Owner is null || burst.NodeOf(instance) is not { } node)
        {
            return RunProblems.NoActivity(command.ActivityId);
        }

        burst.Emit(new Repaired("cancelActivity", command.ActivityId, reason));
        burst.Cancel(instance.Id);
        burst.ReportCancelled(instance.Owner, new ChildCompletion(node, instance.Id, []));
        return null;
    }

    private static Diagnostic? Rerun(Burst burst, RerunRepair command, string? reason)
    {
        var state = burst.State;
        var node = burst.NodeOf(state.Root!)?.Definition.Find(command.ActivityId);
        if (node?.Parent is null)
        {
            return RunProblems.NoActivity(command.ActivityId);
        }

        burst.Emit(new Repaired("rerun", command.ActivityId, reason));
        if (state.HasEnded)
        {
            burst.Emit(new StatusChanged(RunStatus.Running));
            burst.Emit(new Started(1));
        }

        burst.Schedule(node, Reopen(burst, node.Parent));
        return null;
    }

    /// <summary>The running execution of a container; one that ended is opened again, without executing it from its beginning.</summary>
    private static ActivityInstance Reopen(Burst burst, ActivityNode container)
    {
        var running = burst.State.Instances.Values.LastOrDefault(i =>
            i.NodeId == container.Id && i.VersionId == burst.State.VersionId && i.Status == InstanceStatus.Running);
        if (running is not null || container.Parent is null)
        {
            return running ?? burst.State.Root!;
        }

        var id = burst.Schedule(container, Reopen(burst, container.Parent));
        burst.Emit(new Started(id));
        burst.DeclareVariables(burst.State.Instances[id], container);
        return burst.State.Instances[id];
    }

    private static ActivityInstance? Live(Burst burst, string? activityId) => activityId is null
        ? null
        : burst.State.Instances.Values.LastOrDefault(
            instance => instance.NodeId == activityId && instance.Status != InstanceStatus.Completed);

    private static ActivityInstance? FirstFaulted(Burst burst) =>
        burst.State.Instances.Values.FirstOrDefault(instance => instance.Status == InstanceStatus.Faulted);

    private static void ResolveIncidents(Burst burst, ActivityInstance instance, string how)
    {
        foreach (var incident in burst.State.Incidents.Values.Where(incident => incident.Instance == instance.Id).ToList())
        {
            burst.Emit(new IncidentResolved(incident.Id, how));
        }
    }
}
