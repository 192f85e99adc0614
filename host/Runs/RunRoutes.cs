using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Customers;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Serving;

namespace Workflows.Host.Runs;

/// <summary>Runs over HTTP: finding, looking into, starting, cancelling, mending.</summary>
internal static class RunRoutes
{
    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs");
        runs.MapGet("", ListAsync).Needs(Permission.ReadRuns).Produces<RunList>();
        runs.MapPost("", StartAsync).Needs(Permission.StartRuns).Produces<RunStarted>(201);
        runs.MapGet("/{id}", FindAsync).Needs(Permission.ReadRuns).Produces<RunDetail>();
        runs.MapGet("/{id}/history", HistoryAsync).Needs(Permission.ReadRuns).Produces<RunHistory>();
        runs.MapGet("/{id}/deadlines", DeadlinesAsync).Needs(Permission.ReadRuns).Produces<RunDeadlines>();
        runs.MapPost("/{id}/cancel", CancelAsync).Needs(Permission.CancelRuns).Produces<RunView>();
        runs.MapPost("/{id}/repairs", RepairAsync).Needs(Permission.RepairRuns).Produces<RepairAnswer>();
        runs.MapPost("/repairs", RepairManyAsync).Needs(Permission.RepairRuns).Produces<ManyRepaired>();
    }

    private static async Task<IResult> ListAsync(
        RunQueries queries, CustomerThings customers, DefinitionStore definitions, string? state = null, string? definition = null,
        string? text = null, string? correlation = null, bool incidents = false, string? parent = null, string? customer = null,
        string? tag = null, string? page = null, int limit = 50)
    {
        var wanted = RunStatus.Running;
        if (state is not null && !Enum.TryParse(state, ignoreCase: true, out wanted))
        {
            return HostProblems.Invalid(new($"There is no state {state}.", $"不存在状态 {state}。"),
                new($"States are: {string.Join(", ", Enum.GetNames<RunStatus>())}."));
        }

        var filter = new RunFilter(state is null ? null : wanted, definition, text, correlation, incidents, parent,
            customer is null ? null : CustomerThings.Keys(customer, await customers.OfAsync(customer)),
            tag is null ? null : await definitions.TaggedAsync(tag));
        limit = Math.Clamp(limit, 1, Limits.PageRows);
        var rows = await queries.ListAsync(filter, page, limit);
        return TypedResults.Ok(new RunList(
            [.. rows.Select(RunView.Of)], rows.Count == limit ? RunQueries.PageAfter(rows[^1]) : null, await queries.CountAsync(filter)));
    }

    private static async Task<IResult> StartAsync(Body<RunStart> body, HttpContext context, RunService runs)
    {
        var wish = body.Value;
        var result = await runs.StartAsync(
            new StartRequest(wish.Id ?? RunIds.New(), wish.DefinitionId)
            {
                Input = wish.Input is { } input ? RunValues.FromJson(input) : null,
                CorrelationId = wish.CorrelationId, BusinessKey = wish.BusinessKey, Name = wish.Name, Actor = context.Actor(),
            }, CancellationToken.None);
        return (IResult?)RunProblem.Of(result)
            ?? TypedResults.Created($"/api/runs/{result.RunId}", RunDetail.Started(result));
    }

    private static async Task<IResult> FindAsync(string id, RunDetails details) =>
        await details.FindAsync(id) is { } found ? TypedResults.Ok(found) : HostProblems.NotFound("run", id);

    private static async Task<IResult> HistoryAsync(string id, RunDetails details, long page = 0, int limit = Limits.PageRows) =>
        await details.HistoryAsync(id, page, Math.Clamp(limit, 1, Limits.PageRows)) is { } found
            ? TypedResults.Ok(found) : HostProblems.NotFound("run", id);

    private static async Task<IResult> DeadlinesAsync(string id, RunDetails details) =>
        await details.DeadlinesAsync(id) is { } found ? TypedResults.Ok(found) : HostProblems.NotFound("run", id);

    private static async Task<IResult> CancelAsync(
        string id, HttpContext context, RunService runs, IRunStore store, AuditLog audit, string? reason = null)
    {
        var result = await runs.CancelAsync(id, context.Actor(), reason, CancellationToken.None);
        if (RunProblem.Of(result) is { } problem)
        {
            return problem;
        }

        await audit.WriteAsync(context, "cancel run", id, AuditOutcome.Done, reason);
        return TypedResults.Ok(RunView.Of((await store.FindRunAsync(id))!));
    }

    private static async Task<IResult> RepairAsync(
        string id, Body<RepairBody> body, HttpContext context, ManyRepairs repairs, AuditLog audit)
    {
        var wish = body.Value;
        if (wish.ToCommand() is not { } command)
        {
            return wish.Unknown();
        }

        var result = await repairs.RepairAsync(id, command, context.Actor(), wish);
        if (RunProblem.Of(result) is { } problem)
        {
            return problem;
        }

        if (!wish.DryRun)
        {
            await audit.WriteAsync(context, "repair run", id, AuditOutcome.Done, $"{wish.Action}: {wish.Reason}");
        }

        return TypedResults.Ok(new RepairAnswer(wish.DryRun, result.Status, result.Journal));
    }

    private static async Task<IResult> RepairManyAsync(
        Body<ManyRepairsBody> body, HttpContext context, ManyRepairs repairs, AuditLog audit)
    {
        var wish = body.Value;
        if (wish.Repair?.ToCommand() is not { } command)
        {
            return wish.Repair?.Unknown() ?? HostProblems.Invalid(new("There is no repair.", "缺少修复操作。"));
        }

        if (wish is { Runs: null, Definition: null, Version: null, State: null, Correlation: null, Text: null, IncidentCode: null })
        {
            return HostProblems.Invalid(new("Nothing says which runs are meant.", "未指定要修复的流程。"),
                new("Name runs, or a definition, version, state, correlation, text or incident code.",
                    "请指定流程、定义、版本、状态、关联编号、文本或事件代码。"));
        }

        var answer = await repairs.RepairAsync(wish, command, context.Actor());
        if (!wish.Repair.DryRun)
        {
            var what = $"{wish.Repair.Action}: {wish.Repair.Reason}";
            await audit.WriteAsync(context, "repair runs", $"{answer.Done} runs", AuditOutcome.Done, what);
        }

        return TypedResults.Ok(answer);
    }
}

/// <summary>What a repair did, or would do.</summary>
internal sealed record RepairAnswer(bool DryRun, RunStatus Status, IReadOnlyList<JournalEntry> Journal);
