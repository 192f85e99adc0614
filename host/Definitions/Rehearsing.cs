using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Runs;

namespace Workflows.Host.Definitions;

/// <summary>
/// A definition run as it is drawn, saved or not, where no effect is possible: what it would do, step by step. Rules are asked, facts are
/// read, and nothing is kept.
/// </summary>
internal static class Rehearsing
{
    private const int MostSteps = 100;
    private const long MostSeconds = 366L * 86_400;

    // Somebody looks at a page meanwhile, and others want the processor.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    public static async Task<IResult> RehearseAsync(
        Body<RehearsalWish> body, DefinitionLibrary library, IRuleSource rules, TimeProvider clock, CancellationToken gone)
    {
        using var late = new CancellationTokenSource(MostTime, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, gone);
        try
        {
            return await RehearseAsync(body.Value, library, rules, clock.GetUtcNow(), stop.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return HostProblems.Invalid(
                new($"The rehearsal took longer than {MostTime.TotalSeconds:0} seconds and was stopped.",
                    $"试运行超过 {MostTime.TotalSeconds:0} 秒，已停止。"),
                new("Look for a loop that never waits, or rehearse with fewer steps.", "请检查是否有不等待的循环，或减少试运行的步骤。"));
        }
    }

    private static async Task<IResult> RehearseAsync(
        RehearsalWish wish, DefinitionLibrary library, IRuleSource rules, DateTimeOffset now, CancellationToken stop)
    {
        var steps = wish.Steps ?? [];
        var reading = DefinitionReader.Read("definition", wish.Definition.GetRawText());
        if (reading.Definition is not { } definition || steps.Count > MostSteps)
        {
            return HostProblems.Invalid(new($"There is no definition to run, or more than {MostSteps} steps.",
                $"没有可运行的定义，或步骤超过 {MostSteps} 个。"), null, reading.Diagnostics);
        }

        var others = library.Published.ById.Values.Where(d => d.DefinitionId != definition.DefinitionId);
        var rehearsal = new Rehearsal([.. others, definition], now, rules) { Stop = stop };
        var input = wish.Input is { } given ? RunValues.FromJson(given) : null;
        var result = await rehearsal.StartAsync(
            definition.DefinitionId, input, triggerActivityId: wish.Trigger, triggerPayload: wish.Trigger is null ? null : input,
            versionId: definition.VersionId);
        foreach (var step in steps)
        {
            if (RunProblem.Of(result) is { } refused)
            {
                return refused;
            }

            result = await TakeAsync(rehearsal, step) ?? result;
        }

        return (IResult?)RunProblem.Of(result) ?? TypedResults.Ok(RehearsalView.Of(await rehearsal.ReportAsync(), rehearsal));
    }

    private static async Task<RunResult?> TakeAsync(Rehearsal rehearsal, RehearsalStep step)
    {
        var payload = step.Data is { } data ? RunValues.FromJson(data) : null;
        if (step.Task is { } task)
        {
            return await rehearsal.CompleteTaskAsync(task, step.Outcome ?? "Done", payload);
        }

        if (step.Event is { } name)
        {
            return await rehearsal.SendAsync(name, payload);
        }

        await rehearsal.AdvanceAsync(TimeSpan.FromSeconds(Math.Clamp(step.Seconds ?? 0, 0, MostSeconds)));
        return null;
    }
}

/// <summary>Body of a rehearsal: the definition as it stands, what it is given, and what happens while it waits.</summary>
internal sealed record RehearsalWish(
    JsonElement Definition, JsonElement? Input = null, string? Trigger = null, IReadOnlyList<RehearsalStep>? Steps = null);

/// <summary>One thing that happens: a task is completed, an event arrives, or time passes.</summary>
internal sealed record RehearsalStep(
    string? Task = null, string? Outcome = null, string? Event = null, long? Seconds = null, JsonElement? Data = null);

/// <summary>What a rehearsal came to, in the form of a run's history.</summary>
internal sealed record RehearsalView(
    string Status, JsonElement Variables, JsonElement Outputs, IReadOnlyList<RunBurst> History, IReadOnlyList<WaitingPlace> Waiting,
    IReadOnlyList<RehearsedTask> Tasks, IReadOnlyList<IncidentReport> Incidents, IReadOnlyList<RehearsedEffect> Effects)
{
    public static RehearsalView Of(RehearsalReport report, Rehearsal rehearsal) => new(
        report.Status, RunValues.ToJson(RunValues.Context(report.Variables)), RunValues.ToJson(RunValues.Context(report.Outputs)),
        [new RunBurst(1, rehearsal.Now, "rehearsal", report.Journal)], report.Bookmarks,
        [.. rehearsal.Tasks.Where(t => t.ClosedAt is null).Select(t => new RehearsedTask(t.Id, t.ActivityId, t.Title, t.Outcomes))],
        report.Incidents, [.. rehearsal.Effects.Select(e => new RehearsedEffect(e.Id, e.Kind))]);
}

/// <summary>A task that would wait for somebody.</summary>
internal sealed record RehearsedTask(string Id, string ActivityId, Rules.LocalText Title, IReadOnlyList<string> Outcomes);

/// <summary>An effect that would be carried out.</summary>
internal sealed record RehearsedEffect(string Id, string Kind);
