using Workflows.Host.Security.Access;
using Workflows.Host.Serving;

namespace Workflows.Host.Security.Audit;

/// <summary>The audit log, for administrators and auditors.</summary>
internal static class AuditRoutes
{
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGet("/audit", ListAsync).Needs(Permission.ReadAudit).Produces<AuditPage>();

    private static async Task<AuditPage> ListAsync(
        AuditLog audit, long? before = null, string? actor = null, string? outcome = null, int limit = 100)
    {
        var rows = await audit.ReadAsync(before, actor, OutcomeOf(outcome), Math.Clamp(limit, 1, Limits.PageRows));
        return new([.. rows.Select(AuditLine.Of)], rows.Count == limit ? $"{rows[^1].Number}" : null);
    }

    private static AuditOutcome? OutcomeOf(string? text) =>
        Enum.TryParse<AuditOutcome>(text, ignoreCase: true, out var known) ? known : null;
}

/// <summary>A line of the log as it is answered.</summary>
internal sealed record AuditLine(
    long Number, DateTimeOffset At, string Actor, string Action, string Target, AuditOutcome Outcome, string? Detail)
{
    public static AuditLine Of(AuditEntry e) => new(e.Number, new(e.At, TimeSpan.Zero), e.Actor, e.Action, e.Target, e.Outcome, e.Detail);
}

/// <summary>Some lines; <see cref="Next"/> is the <c>before</c> of the following page.</summary>
internal sealed record AuditPage(IReadOnlyList<AuditLine> Items, string? Next);
