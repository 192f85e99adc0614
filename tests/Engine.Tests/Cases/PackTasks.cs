using System.Text.Json;

namespace Workflows.Tests.Cases;

/// <summary>What the pack promises of the work that it gives to people.</summary>
public sealed class PackTasks
{
    [Fact]
    public void Task_with_a_due_time_says_what_happens_when_it_passes() => Assert.Empty(
        Tasks().Where(t => HasDue(t.Task)).Where(t => t.Task.TryGetProperty("exposeOverdueOutcome", out var own) && own.GetBoolean()
                == t.Task.TryGetProperty("overdueRoles", out _)
            || !t.Task.TryGetProperty("exposeOverdueOutcome", out _) && !t.Task.TryGetProperty("overdueRoles", out _))
            .Select(t => t.Name));

    [Fact]
    public void Task_of_the_pack_has_a_due_time_or_lies_under_a_deadline() =>
        Assert.Equal(["returns escalated"], Tasks().Where(t => !HasDue(t.Task)).Select(t => t.Name));

    private static bool HasDue(JsonElement task) =>
        task.TryGetProperty("dueIn", out _) || (task.TryGetProperty("dueAt", out var at) && at.TryGetProperty("expression", out _));

    private static IEnumerable<(string Name, JsonElement Task)> Tasks() => PackFolder.Shipped.Definitions.SelectMany(d =>
        All(JsonElement.Parse(Engine.Definitions.DefinitionWriter.Write(d)))
            .Where(a => a.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && type.GetString() is "Workflows.HumanTask" or "Workflows.Approval")
            .Select(a => ($"{d.DefinitionId} {a.GetProperty("id").GetString()}", a)));

    private static IEnumerable<JsonElement> All(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => All(p.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(All),
        _ => [],
    };
}
