using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>
/// Moves a run to another version of its definition. Activities under way go on as those of the same id there, or as the mapping
/// says; each
/// must be there, inside the same container. Nothing is migrated by halves.
/// </summary>
internal static class Migration
{
    public static Diagnostic? Apply(Burst burst, MigrateRepair command, string? reason)
    {
        var state = burst.State;
        if (state.HasEnded)
        {
            return RunProblems.RunEnded(state.RunId, state.Status);
        }

        if (burst.Version(command.VersionId) is not { } target || target.Definition.DefinitionId != state.DefinitionId)
        {
            return RunProblems.NoVersion(command.VersionId);
        }

        var nodes = new Dictionary<string, string>(command.Nodes ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (burst.NodeOf(state.Root!) is { } workflow && workflow.Id != target.Workflow.Id)
        {
            nodes[workflow.Id] = target.Workflow.Id;
        }

        foreach (var instance in state.Instances.Values.Where(instance => instance.VersionId == state.VersionId))
        {
            var found = target.Find(nodes.GetValueOrDefault(instance.NodeId, instance.NodeId));
            var around = instance.Owner is { } owner ? nodes.GetValueOrDefault(owner.NodeId, owner.NodeId) : null;
            if (found is null || found.Parent?.Id != around)
            {
                return RunProblems.CannotMap(instance.NodeId);
            }
        }

        burst.Emit(new Repaired("migrate", $"{state.VersionId} > {command.VersionId}", reason));
        burst.Emit(new Migrated(command.VersionId, nodes));
        foreach (var instance in state.Instances.Values.Where(instance => instance.VersionId == command.VersionId).ToList())
        {
            burst.DeclareVariables(instance, burst.NodeOf(instance)!);
        }

        return null;
    }
}
