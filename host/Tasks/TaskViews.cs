using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Host.Tasks;

/// <summary>A task as the inbox shows it.</summary>
internal sealed record TaskView(
    string Id, string RunId, string DefinitionId, string ActivityId, LocalText Title, TaskState State, string? Assignee,
    IReadOnlyList<string> CandidateRoles, IReadOnlyList<string> CandidateUsers, JsonElement? Form, JsonElement? Data,
    IReadOnlyList<string> Outcomes, DateTimeOffset? DueAt, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, string? Outcome)
{
    /// <summary>What people have said about it; only where one task is asked for.</summary>
    public IReadOnlyList<CommentView>? Comments { get; init; }

    /// <summary>Whose substitute the reader is, where the task is theirs only for that reason.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>What the process is called that it belongs to.</summary>
    public required LocalText DefinitionName { get; init; }

    /// <summary>What the outcomes are called in both languages, as far as the published definition says it.</summary>
    public IReadOnlyDictionary<string, LocalText>? OutcomeLabels { get; init; }

    public static TaskView Of(TaskRecord task, TaskActor reader, LocalText process) =>
        new(task.Id, task.RunId, task.DefinitionId, task.ActivityId, task.Title, task.State, task.Assignee, task.CandidateRoles,
            task.CandidateUsers, JsonOf(task.Form), JsonOf(task.Data), task.Outcomes, task.DueAt, task.CreatedAt, task.ClosedAt,
            task.Outcome)
        {
            DefinitionName = process, StandsInFor = reader.ActsFor(task),
        };

    /// <summary>The names of a task's outcomes by the definition that it belongs to; null where it has none.</summary>
    public static IReadOnlyDictionary<string, LocalText>? LabelsOf(TaskRecord task, WorkflowDefinition? definition)
    {
        var named = definition?.Root.Find(task.ActivityId)?.OutcomesZh.Where(label => task.Outcomes.Contains(label.Key))
            .ToDictionary(label => label.Key, label => new LocalText(label.Key, label.Value));
        return named is { Count: > 0 } ? named : null;
    }

    private static JsonElement? JsonOf(string? text) => text is null ? null : JsonElement.Parse(text);
}

/// <summary>Some tasks; <see cref="Next"/> is the <c>skip</c> of the following page.</summary>
internal sealed record TaskPage(IReadOnlyList<TaskView> Items, string? Next, int Total);

/// <summary>What somebody said about a task.</summary>
internal sealed record CommentView(DateTimeOffset At, string Actor, string Text);

/// <summary>Body that completes a task.</summary>
internal sealed record TaskCompletion(string? Outcome = null, JsonElement? Data = null);

/// <summary>Body that hands a task on.</summary>
internal sealed record TaskDelegation(string To);

/// <summary>Body of a comment.</summary>
internal sealed record TaskComment(string Text);
