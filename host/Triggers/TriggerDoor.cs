using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Secrets;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Triggers;

/// <summary>
/// The door to runs for everybody's HTTP: a request resumes the run that waits at its address, or starts one. Who calls and whether the
/// signature is right is known before anything of the body is read as data. It is answered after the commit; a caller that hangs up
/// meanwhile changes nothing.
/// </summary>
internal sealed class TriggerDoor(
    TriggerTargets targets, HttpRoutesTable routes, RunService runs, SecretStore secrets, TriggerRates rates, TimeProvider clock)
{
    /// <summary>Whether a request may come in without a signed-in caller: its definition says so, or it carries a signature.</summary>
    public async ValueTask<bool> IsOpenAsync(HttpContext context) => await targets.FindAsync(context) is { Settings.Authorize: false };

    public async Task AnswerAsync(HttpContext context)
    {
        var (reply, isRepetition, problem) = await TakeAsync(context);
        await (problem?.ExecuteAsync(context) ?? reply!.SendAsync(context.Response, isRepetition));
    }

    private async Task<(StoredReply? Reply, bool IsRepetition, Problem? Problem)> TakeAsync(HttpContext context)
    {
        if (await targets.FindAsync(context) is not { } target)
        {
            return (null, false, routes.MethodsAt(TriggerTargets.PathOf(context)) is { Count: > 0 } methods
                ? TriggerProblems.WrongMethod(methods) : TriggerProblems.NoTrigger(context.Request.Path));
        }

        var settings = target.Settings;
        var refusal = target.Waiting.Count > 1 ? TriggerProblems.Ambiguous
            : settings.Roles.Count > 0 && !settings.Roles.Any(role => context.User.IsInRole(role) || context.Actor() == $"key:{role}")
                ? PermissionWords.Refusal(settings.Roles)
            : context.Request.Headers[IdempotencyKeys.Header].ToString().Length > IdempotencyKeys.MostCharacters
                ? TriggerProblems.KeyTooLong
            : null;
        if (refusal is null && settings.MostAMinute is { } most && rates.Refusal(ScopeOf(target), most) is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            refusal = TriggerProblems.TooOften(seconds);
        }

        if (refusal is not null)
        {
            return (null, false, refusal);
        }

        var raw = await TriggerRequest.ReadRawAsync(context, settings);
        if (raw is null && !(settings.TakesTooLarge && settings.Signature is null))
        {
            return (null, false, HostProblems.TooLarge(TriggerRequest.MostBytes(settings)));
        }

        if (settings.Signature is { } secret
            && await WebhookSignature.RefusalAsync(context.Request, raw!, secret, secrets, clock.GetUtcNow()) is { } why)
        {
            return (null, false, TriggerProblems.NotSigned(why));
        }

        var (request, problem) = raw is null
            ? (TriggerRequest.TooLarge, null) : await TriggerRequest.ParseAsync(context.Request, raw, settings);
        problem ??= request!.Misfit(settings.Form);
        return problem is null
            ? await WithinAsync(RunAsync(context, target, request!, raw ?? []), settings.Time)
            : (null, false, problem);
    }

    // The caller is answered in time; what was begun goes on, and its answer is kept under the request's key.
    private async Task<(StoredReply? Reply, bool IsRepetition, Problem? Problem)> WithinAsync(
        Task<(StoredReply? Reply, bool IsRepetition, Problem? Problem)> work, TimeSpan? limit)
    {
        if (limit is not { } time)
        {
            return await work;
        }

        try
        {
            return await work.WaitAsync(time, clock);
        }
        catch (TimeoutException)
        {
            return (null, false, TriggerProblems.TooLong(time));
        }
    }

    private static string ScopeOf(TriggerTarget target) => target.Waiting is [var place] ? $"http:{place.Key}"
        : $"http:{target.Start!.Trigger.DefinitionId}:{target.Start.Trigger.ActivityId}";

    private async Task<(StoredReply? Reply, bool IsRepetition, Problem? Problem)> RunAsync(
        HttpContext context, TriggerTarget target, TriggerRequest request, byte[] raw)
    {
        var value = request.ToValue(context, target.Values);
        if (RunService.TooLarge("request", value) is { } fault)
        {
            if (!target.Settings.TakesTooLarge)
            {
                return (null, false, RunProblem.TooLarge(fault));
            }

            value = TriggerRequest.TooLarge.ToValue(context, target.Values);
        }

        var scope = ScopeOf(target);
        // The signed id is the key of a signed request: what is outside of the signature could be changed on the way.
        var key = target.Settings.Signature is null ? null : context.Request.Headers["webhook-id"].ToString();
        StoredReply? first = null;
        var idempotency = IdempotencyKeys.Of(context.Request, scope, raw, key, result => (first = StoredReply.Of(result)).ToJson());
        var result = target.Waiting is [var waiting]
            ? await runs.ResumeAsync(
                new ResumeRequest(waiting.Id) { Payload = value, Actor = context.Actor(), Idempotency = idempotency },
                CancellationToken.None)
            : await runs.StartAsync(
                new StartRequest(RunIds.New(), target.Start!.Trigger.DefinitionId)
                {
                    VersionId = target.Start.Trigger.VersionId, TriggerActivityId = target.Start.Trigger.ActivityId, TriggerPayload = value,
                    CorrelationId = TriggerTargets.CorrelationOf(context), Actor = context.Actor(), Idempotency = idempotency,
                }, CancellationToken.None);
        if (result.Outcome == RunOutcome.Duplicate)
        {
            return result.StoredRequestHash == idempotency!.RequestHash
                ? (StoredReply.FromJson(result.StoredAnswer!), true, null)
                : (null, false, TriggerProblems.KeyReused);
        }

        return RunProblem.Of(result) is { } problem ? (null, false, problem) : (first ?? StoredReply.Of(result), false, null);
    }
}
