using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Running;

/// <summary>
/// Tests a definition: starts one run of it, lets time pass without waiting, completes tasks, publishes events, answers effects, and tells
/// what came of it. Nothing leaves it: effects stay data.
/// </summary>
/// <example>
/// <code>
/// var test = await WorkflowTest.StartAsync(definition, new Dictionary&lt;string, object?&gt; { ["Who"] = "Anna" });
/// await test.AdvanceAsync(TimeSpan.FromHours(1));
/// Assert.Equal(["Hello Anna"], (await test.ReportAsync()).Lines);
/// </code>
/// </example>
public sealed class WorkflowTest
{
    private readonly Rehearsal _rehearsal;

    private WorkflowTest(Rehearsal rehearsal) => _rehearsal = rehearsal;

    /// <summary>What time it is in the test.</summary>
    public DateTimeOffset Now => _rehearsal.Now;

    /// <summary>All tasks that were opened.</summary>
    public IReadOnlyList<TaskRecord> Tasks => _rehearsal.Tasks;

    /// <summary>The effects that were decided and not answered.</summary>
    public IReadOnlyList<OutboxMessage> Effects => _rehearsal.Effects;

    /// <summary>Starts a run. Throws when the definition cannot be started so.</summary>
    /// <param name="definition">What is tested.</param>
    /// <param name="input">Its inputs by name.</param>
    /// <param name="activities">Activities beyond the built-in ones.</param>
    /// <param name="others">Definitions that it starts or uses.</param>
    /// <param name="rules">Answers what it asks of rules and facts; null: there are none.</param>
    /// <param name="start">What time it is at first; null: the beginning of 2026.</param>
    public static async Task<WorkflowTest> StartAsync(
        WorkflowDefinition definition, IReadOnlyDictionary<string, object?>? input = null, IEnumerable<Activity>? activities = null,
        IEnumerable<WorkflowDefinition>? others = null, IRuleSource? rules = null, DateTimeOffset? start = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var test = new WorkflowTest(new Rehearsal(
            [.. others ?? [], definition], start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), rules,
            activities is null ? null : new ActivityCatalogue(activities)));
        var result = await test._rehearsal.StartAsync(
            definition.DefinitionId, input is null ? null : RunValues.Context(input), versionId: definition.VersionId);
        return result.Outcome == RunOutcome.Done
            ? test
            : throw new InvalidOperationException(
                $"{definition.DefinitionId} was not started: {result.Problem?.Message.En ?? $"{result.Outcome}"}");
    }

    /// <summary>Lets time pass; what falls due on the way happens at its own moment.</summary>
    public Task AdvanceAsync(TimeSpan time) => _rehearsal.AdvanceAsync(time);

    /// <summary>Publishes an event.</summary>
    public Task<RunResult> PublishAsync(string eventName, object? payload = null, string? correlationId = null) =>
        _rehearsal.SendAsync(eventName, payload, correlationId);

    /// <summary>Completes the oldest open task of an activity.</summary>
    public Task<RunResult> CompleteTaskAsync(string activityId, string outcome = "Done", object? data = null, string user = "somebody") =>
        _rehearsal.CompleteTaskAsync(activityId, outcome, data, user);

    /// <summary>Answers the oldest open effect of a connector as the other side would.</summary>
    public Task<RunResult> AnswerAsync(string connector, object? result) =>
        _rehearsal.AnswerEffectAsync(Effects.First(effect => effect.Kind == connector), result);

    /// <summary>What the run has come to.</summary>
    public Task<RehearsalReport> ReportAsync() => _rehearsal.ReportAsync();
}
