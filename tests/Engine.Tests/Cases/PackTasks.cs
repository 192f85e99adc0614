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

    [Fact]
    public void Reading_all_facts_of_a_kind_says_how_many_there_may_be() => Assert.Empty(
        Activities("Workflows.ReadFacts").Where(a => !a.Json.TryGetProperty("where", out _) && !a.Json.TryGetProperty("limit", out _))
            .Select(a => a.Name));

    private static bool HasDue(JsonElement task) =>
        task.TryGetProperty("dueIn", out _) || (task.TryGetProperty("dueAt", out var at) && at.TryGetProperty("expression", out _));

    private static IEnumerable<(string Name, JsonElement Task)> Tasks() => Activities("Workflows.HumanTask", "Workflows.Approval");

    private static IEnumerable<(string Name, JsonElement Json)> Activities(params string[] types) =>
        PackFolder.Shipped.Definitions.SelectMany(d => All(JsonElement.Parse(Engine.Definitions.DefinitionWriter.Write(d)))
            .Where(a => a.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && types.Contains(type.GetString()))
            .Select(a => ($"{d.DefinitionId} {a.GetProperty("id").GetString()}", a)));

    private static IEnumerable<JsonElement> All(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => All(p.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(All),
        _ => [],
    };
}
