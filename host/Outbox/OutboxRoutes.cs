using System.Text.Json;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Serving;
using Workflows.Host.Storage.Rows;
using Workflows.Host.Waking;

namespace Workflows.Host.Outbox;

/// <summary>The outbox over HTTP: what waits, what was given up, sending it again.</summary>
internal static class OutboxRoutes
{
    public static void MapOutbox(this RouteGroupBuilder api)
    {
        api.MapGet("/outbox", ListAsync).Needs(Permission.ReadOutbox).Produces<EffectList>();
        api.MapPost("/outbox/{id}/resend", SendAgainAsync).Needs(Permission.ResendEffects).Produces(204);
    }

    private static async Task<EffectList> ListAsync(
        EffectQueue queue, bool? dead = null, string? run = null, int skip = 0, int limit = 100)
    {
        (skip, limit) = (Math.Max(skip, 0), Math.Clamp(limit, 1, Limits.PageRows));
        var rows = await queue.ListAsync(dead, run, skip, limit);
        return new([.. rows.Select(EffectView.Of)], rows.Count == limit ? $"{skip + limit}" : null);
    }

    private static async Task<IResult> SendAgainAsync(
        string id, HttpContext context, EffectQueue queue, Signals signals, AuditLog audit)
    {
        if (!await queue.SendAgainAsync(id))
        {
            return HostProblems.NotFound("effect", id);
        }

        await audit.WriteAsync(context, "resend effect", id, AuditOutcome.Done);
        signals.Effects.Set();
        return TypedResults.NoContent();
    }
}

/// <summary>An effect as it is answered.</summary>
internal sealed record EffectView(
    string Id, string RunId, string Kind, string IdempotencyKey, JsonElement Payload, DateTimeOffset CreatedAt, int Attempts,
    DateTimeOffset NextAttemptAt, bool Dead, string? LastError)
{
    public static EffectView Of(OutboxRow row) => new(
        row.Id, row.RunId, row.Kind, row.IdempotencyKey, JsonElement.Parse(row.Payload), new(row.CreatedAt, TimeSpan.Zero), row.Attempts,
        new(row.NextAttemptAt, TimeSpan.Zero), row.Dead, row.LastError);
}

/// <summary>Some effects; <see cref="Next"/> is the <c>skip</c> of the following page.</summary>
internal sealed record EffectList(IReadOnlyList<EffectView> Items, string? Next);
