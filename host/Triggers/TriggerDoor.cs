using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Secrets;
using Workflows.Host.Security.Access;
using Workflows.Host.Storage;

namespace Workflows.Host.Triggers;

/// <summary>
/// The door to runs for everybody's HTTP: a request resumes the run that waits at its address, or starts one. It is answered after the
/// commit; a caller that hangs up meanwhile changes nothing.
/// </summary>
internal sealed class TriggerDoor(
    HttpRoutesTable routes, RunService runs, IRunStore store, IDbContextFactory<WorkflowsDb> db, SecretStore secrets, TimeProvider clock)
{
    /// <summary>Where published routes begin.</summary>
    public const string Prefix = "/workflows";

    /// <summary>Whether a request may come in without a signed-in caller: its definition says so, or it carries a signature.</summary>
    public bool IsOpen(HttpContext context) =>
        routes.Find(context.Request.Method, PathOf(context)) is { } match && TriggerSettings.Of(match.Trigger) is { Authorize: false };

    public async Task AnswerAsync(HttpContext context)
    {
        var (reply, isRepetition, problem) = await TakeAsync(context);
        await (problem?.ExecuteAsync(context) ?? reply!.SendAsync(context.Response, isRepetition));
    }

    private async Task<(StoredReply? Reply, bool IsRepetition, Problem? Problem)> TakeAsync(HttpContext context)
    {
        var path = PathOf(context);
        var match = routes.Find(context.Request.Method, path);
        var waiting = await WaitingAsync(context, path, match);
        if (match is null && waiting.Count == 0)
        {
            return (null, false, routes.MethodsAt(path) is { Count: > 0 } methods
                ? TriggerProblems.WrongMethod(methods) : TriggerProblems.NoTrigger(context.Request.Path));
        }

        if (waiting.Count > 1)
        {
            return (null, false, TriggerProblems.Ambiguous);
        }

        var settings = match is null ? new TriggerSettings(true, [], null, null) : TriggerSettings.Of(match.Trigger);
        if (settings.Roles.Count > 0 && !settings.Roles.Any(role => context.User.IsInRole(role) || context.Actor() == "key:" + role))
        {
            return (null, false, HostProblems.Forbidden(string.Join(" or ", settings.Roles)));
        }

        var (request, problem) = await TriggerRequest.ReadAsync(context, settings.MostBytes);
        problem ??= await SignatureProblemAsync(context, request!, settings);
        problem ??= context.Request.Headers[IdempotencyKeys.Header].ToString().Length > IdempotencyKeys.MostCharacters
            ? TriggerProblems.KeyTooLong : null;
        return problem is null ? await RunAsync(context, match, waiting, request!, settings) : (null, false, problem);
    }

    private async Task<(StoredReply? Reply, bool IsRepetition, Problem? Problem)> RunAsync(
        HttpContext context, RouteMatch? match, IReadOnlyList<BookmarkRecord> waiting, TriggerRequest request, TriggerSettings settings)
    {
        var scope = match is null ? $"http:{waiting[0].Key}" : $"http:{match.Trigger.DefinitionId}:{match.Trigger.ActivityId}";
        // The signed id is the key of a signed request: what is outside of the signature could be changed on the way.
        var key = settings.Signature is null ? null : context.Request.Headers["webhook-id"].ToString();
        var idempotency = IdempotencyKeys.Of(context.Request, scope, request.Raw, key, result => StoredReply.Of(result).ToJson());
        var value = request.ToValue(context, match?.Values ?? []);
        var result = waiting.Count == 1
            ? await runs.ResumeAsync(
                new ResumeRequest(waiting[0].Id) { Payload = value, Actor = context.Actor(), Idempotency = idempotency },
                CancellationToken.None)
            : await runs.StartAsync(
                new StartRequest(RunIds.New(), match!.Trigger.DefinitionId)
                {
                    VersionId = match.Trigger.VersionId, TriggerActivityId = match.Trigger.ActivityId, TriggerPayload = value,
                    CorrelationId = CorrelationOf(context), Actor = context.Actor(), Idempotency = idempotency,
                }, CancellationToken.None);
        if (result.Outcome == RunOutcome.Duplicate)
        {
            return result.StoredRequestHash == idempotency!.RequestHash
                ? (StoredReply.FromJson(result.StoredAnswer!), true, null)
                : (null, false, TriggerProblems.KeyReused);
        }

        return RunProblem.Of(result) is { } problem ? (null, false, problem) : (StoredReply.Of(result), false, null);
    }

    private async Task<Problem?> SignatureProblemAsync(HttpContext context, TriggerRequest request, TriggerSettings settings) =>
        settings.Signature is { } name
        && await WebhookSignature.RefusalAsync(context.Request, request.Raw, name, secrets, clock.GetUtcNow()) is { } why
            ? TriggerProblems.NotSigned(why)
            : null;

    private async Task<IReadOnlyList<BookmarkRecord>> WaitingAsync(HttpContext context, PathString path, RouteMatch? match)
    {
        var correlation = CorrelationOf(context);
        var keys = await WaitingKeysAsync();
        foreach (var key in keys)
        {
            var (method, route) = HttpRoutesTable.Split(key);
            if (method != context.Request.Method || HttpRoutesTable.Match(route, path) is not { } values)
            {
                continue;
            }

            // A route with one parameter names the run by it where the caller names none.
            var named = correlation ?? (values.Count == 1 ? values.First().Value?.ToString() : null);
            var found = await store.FindBookmarksAsync("http", key, named);
            // A definition that starts at the same address takes the requests that no waiting run was named for.
            if (found.Count > 0 && (match is null || named is not null))
            {
                return found;
            }
        }

        return [];
    }

    private async Task<List<string>> WaitingKeysAsync()
    {
        await using var open = await db.CreateDbContextAsync();
        return await open.Bookmarks.Where(b => b.Kind == "http").Select(b => b.Key).Distinct().OrderBy(key => key).Take(1000)
            .ToListAsync();
    }

    private static PathString PathOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Prefix, out var rest) ? rest : PathString.Empty;

    private static string? CorrelationOf(HttpContext context) =>
        context.Request.Headers["X-Correlation-Id"].ToString() is { Length: > 0 and <= 255 } id ? id
        : context.Request.Query["correlationId"].ToString() is { Length: > 0 and <= 255 } asked ? asked : null;
}
