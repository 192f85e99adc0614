using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Security.Access;
using Workflows.Host.Sheets;
using Workflows.Host.Serving;
using Workflows.Rules;

namespace Workflows.Host.Security.Audit;

/// <summary>The audit log, for administrators and auditors.</summary>
internal static class AuditRoutes
{
    private static readonly string[] Columns = ["number", "at", "actor", "action", "target", "outcome", "detail"];

    public static void MapAudit(this RouteGroupBuilder api)
    {
        api.MapGet("/audit", ListAsync).Needs(Permission.ReadAudit).Produces<AuditPage>();
        api.MapGet("/audit.csv", Export).Needs(Permission.ReadAudit).Produces(200, contentType: "text/csv");
    }

    private static async Task<AuditPage> ListAsync(
        AuditLog audit, string? actor = null, string? text = null, string? outcome = null, DateTimeOffset? from = null,
        DateTimeOffset? until = null, long? before = null, int limit = 100)
    {
        var rows = await audit.ReadAsync(AuditWish.Of(actor, text, outcome, from, until), before, Math.Clamp(limit, 1, Limits.PageRows));
        return new([.. rows.Select(AuditLine.Of)], rows.Count == limit ? $"{rows[^1].Number}" : null);
    }

    private static PushStreamHttpResult Export(
        AuditLog audit, string? actor = null, string? text = null, string? outcome = null, DateTimeOffset? from = null,
        DateTimeOffset? until = null) => TypedResults.Stream(
        async body =>
        {
            await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            await writer.WriteAsync(string.Join(',', Columns) + "\r\n");
            await foreach (var entry in audit.ReadAllAsync(AuditWish.Of(actor, text, outcome, from, until), CancellationToken.None))
            {
                var line = AuditLine.Of(entry);
                var cells = new[]
                {
                    line.Number.ToString(CultureInfo.InvariantCulture), line.At.ToString("u", CultureInfo.InvariantCulture), line.Actor,
                    line.Action, line.Target, line.Outcome.ToString().ToLowerInvariant(), line.Detail ?? string.Empty,
                };
                await writer.WriteAsync(string.Join(',', cells.Select(Quoted)) + "\r\n");
            }
        },
        "text/csv", "audit.csv");

    private static string Quoted(string cell) => $"\"{CellEscape.Escape(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>What lines somebody looks for.</summary>
internal sealed record AuditWish(string? Actor, string? Text, AuditOutcome? Outcome, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>What a request looks for; an outcome that there is not is none.</summary>
    public static AuditWish Of(string? actor, string? text, string? outcome, DateTimeOffset? from, DateTimeOffset? until) =>
        new(actor, text, Enum.TryParse<AuditOutcome>(outcome, ignoreCase: true, out var known) ? known : null, from, until);
}

/// <summary>A line of the log as it is answered; where somebody was refused, with what they may not do as people call it.</summary>
internal sealed record AuditLine(
    long Number, DateTimeOffset At, string Actor, string Action, string Target, AuditOutcome Outcome, string? Detail, LocalText? Words)
{
    public static AuditLine Of(AuditEntry e) => new(
        e.Number, new(e.At, TimeSpan.Zero), e.Actor, e.Action, e.Target, e.Outcome, e.Detail,
        e.Outcome == AuditOutcome.Denied ? PermissionWords.DeedOf(e.Detail) : null);
}

/// <summary>Some lines; <see cref="Next"/> is the <c>before</c> of the following page.</summary>
internal sealed record AuditPage(IReadOnlyList<AuditLine> Items, string? Next);
