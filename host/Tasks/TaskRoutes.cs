using System.Text;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Serving;
using Workflows.Host.Triggers;
using Workflows.Rules;

namespace Workflows.Host.Tasks;

/// <summary>The inbox over HTTP.</summary>
internal static class TaskRoutes
{
    private const int MostCommentCharacters = 4000;

    public static void MapTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/tasks").Needs(Permission.WorkOnTasks);
        tasks.MapGet("", ListAsync).Produces<TaskPage>();
        tasks.MapGet("/{id}", FindAsync).Produces<TaskView>();
        tasks.MapGet("/{id}/deadlines", DeadlinesAsync).Produces<RunDeadlines>();
        tasks.MapPost("/{id}/claim", (string id, HttpContext context, RunService runs, TaskQueries queries, AuditLog audit) =>
            ChangeAsync(id, "claim", context, queries, audit, actor => runs.ClaimTaskAsync(id, actor))).Produces<TaskView>();
        tasks.MapPost("/{id}/release", (string id, HttpContext context, RunService runs, TaskQueries queries, AuditLog audit) =>
            ChangeAsync(id, "release", context, queries, audit, actor => runs.ReleaseTaskAsync(id, actor))).Produces<TaskView>();
        tasks.MapPost("/{id}/delegate", DelegateAsync).Produces<TaskView>();
        tasks.MapPost("/{id}/complete", CompleteAsync).Produces<TaskView>();
        tasks.MapPost("/{id}/comments", CommentAsync).Produces(204);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, TaskQueries queries, TimeProvider clock, bool mine = false, string? group = null, string? state = null,
        string? run = null, string? text = null, string? definition = null, bool late = false, int skip = 0, int limit = 50)
    {
        var states = new List<TaskState>();
        foreach (var name in (state ?? "open,claimed").Split(','))
        {
            if (!Enum.TryParse<TaskState>(name, ignoreCase: true, out var known))
            {
                return HostProblems.Invalid(new($"There is no state {name}.", $"不存在状态 {name}。"),
                    new($"States are: {string.Join(", ", Enum.GetNames<TaskState>())}."));
            }

            states.Add(known);
        }

        var actor = queries.ActorOf(context);
        limit = Math.Clamp(limit, 1, Limits.PageRows);
        var (page, total) = await queries.ListAsync(
            new(mine, group, states, run, text?.Trim(), definition, late ? clock.GetUtcNow() : null), actor, Math.Max(0, skip), limit);
        return TypedResults.Ok(new TaskPage(
            [.. page.Select(task => queries.ViewOf(task, actor))], skip + page.Count < total ? $"{skip + page.Count}" : null, total));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, TaskQueries queries)
    {
        var actor = queries.ActorOf(context);
        return await queries.FindAsync(id, actor) is { } task
            ? TypedResults.Ok(queries.ViewOf(task, actor) with { Comments = await queries.CommentsAsync(id) })
            : HostProblems.NotFound("task", id);
    }

    // How its due time comes about is for whoever has the task, whether or not they may look into its run.
    private static async Task<IResult> DeadlinesAsync(string id, HttpContext context, TaskQueries queries, RunDetails runs) =>
        await queries.FindAsync(id, queries.ActorOf(context)) is { } task && await runs.DeadlinesAsync(task.RunId) is { } all
            ? TypedResults.Ok(all with { Items = [.. all.Items.Where(due => due.ActivityId == task.ActivityId).TakeLast(1)] })
            : HostProblems.NotFound("task", id);

    private static Task<IResult> DelegateAsync(
        string id, Body<TaskDelegation> body, HttpContext context, RunService runs, TaskQueries queries, AuditLog audit) =>
        ChangeAsync(id, "delegate", context, queries, audit, actor => runs.DelegateTaskAsync(id, body.Value.To, actor));

    private static async Task<IResult> CompleteAsync(
        string id, Body<TaskCompletion> body, HttpContext context, RunService runs, TaskQueries queries, AuditLog audit)
    {
        var actor = queries.ActorOf(context);
        if (await queries.FindAsync(id, actor) is not { } task)
        {
            return HostProblems.NotFound("task", id);
        }

        var (outcome, data) = body.Value;
        outcome ??= task.Outcomes[0];
        if (!task.Outcomes.Contains(outcome))
        {
            return HostProblems.Invalid(new($"The task has no outcome {outcome}.", $"任务没有结果 {outcome}。"),
                new($"Outcomes are: {string.Join(", ", task.Outcomes)}.", $"可选结果：{string.Join("、", task.Outcomes)}。"));
        }

        if (FormFaults(task, outcome, data) is { Count: > 0 } faults)
        {
            return HostProblems.Invalid(new("The form is not filled in right.", "表单填写有误。"),
                new("Correct the fields that are named.", "请更正所列字段。"), faults);
        }

        var value = data is { } given ? RunValues.FromJson(given) : null;
        if (RunService.TooLarge("data", value) is { } tooLarge)
        {
            return RunProblem.TooLarge(tooLarge);
        }

        var idempotency = IdempotencyKeys.Of(
            context.Request, $"task:{id}", Encoding.UTF8.GetBytes($"{outcome}\n{data?.GetRawText()}"), null, _ => null);
        return await ChangeAsync(
            id, "complete", context, queries, audit, by => runs.CompleteTaskAsync(id, outcome, value, by, idempotency));
    }

    private static async Task<IResult> CommentAsync(
        string id, Body<TaskComment> body, HttpContext context, TaskQueries queries, TimeProvider clock)
    {
        var text = body.Value.Text;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MostCommentCharacters)
        {
            return HostProblems.Invalid(new(
                $"A comment has 1 to {MostCommentCharacters} characters.", $"备注长度为 1 到 {MostCommentCharacters} 个字符。"));
        }

        if (await queries.FindAsync(id, queries.ActorOf(context)) is null)
        {
            return HostProblems.NotFound("task", id);
        }

        await queries.CommentAsync(id, context.Actor(), text, clock.GetUtcNow());
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangeAsync(
        string id, string verb, HttpContext context, TaskQueries queries, AuditLog audit, Func<TaskActor, Task<RunResult>> change)
    {
        var actor = queries.ActorOf(context);
        if (await queries.FindAsync(id, actor) is not { } before)
        {
            return HostProblems.NotFound("task", id);
        }

        if (RunProblem.Of(await change(actor)) is { } problem)
        {
            return problem;
        }

        if (actor.ActsFor(before) is { } person)
        {
            await audit.WriteAsync(context, "act as substitute", $"task {id}", AuditOutcome.Done, $"{verb} for {person}");
        }

        // Handed on, it may no longer be theirs to see; the answer to their own deed is.
        return TypedResults.Ok(queries.ViewOf(await queries.FindAsync(id, actor with { MayOverrule = true }) ?? before, actor));
    }

    // Who sends a thing back need not fill in what only an acceptance needs: the ordinary outcome asks for the whole form.
    private static IReadOnlyList<Diagnostic> FormFaults(TaskRecord task, string outcome, JsonElement? data)
    {
        if (task.Form is null)
        {
            return [];
        }

        var faults = FormCheck.Check(JsonElement.Parse(task.Form), data ?? JsonElement.Parse("{}"));
        return outcome == task.Outcomes[0] ? faults : [.. faults.Where(fault => fault.Code != "H301")];
    }
}
