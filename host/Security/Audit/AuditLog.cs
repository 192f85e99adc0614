using Microsoft.EntityFrameworkCore;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Security.Audit;

/// <summary>Who did or tried what, append-only.</summary>
internal sealed class AuditLog(IDbContextFactory<SecurityDb> store, TimeProvider clock)
{
    private const int MostCharacters = 500;

    /// <summary>Adds a line about who is behind a request.</summary>
    public Task WriteAsync(HttpContext context, string action, string target, AuditOutcome outcome, string? detail = null) =>
        WriteAsync(context.Actor(), action, target, outcome, detail);

    /// <summary>Adds a line; it is on disk when this returns.</summary>
    public async Task WriteAsync(string actor, string action, string target, AuditOutcome outcome, string? detail = null)
    {
        await using var db = await store.CreateDbContextAsync();
        db.Audit.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcTicks, Actor = actor, Action = action, Target = Short(target)!,
            Outcome = outcome, Detail = Short(detail),
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Lines before a number, newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, string? actor, AuditOutcome? outcome, int limit)
    {
        await using var db = await store.CreateDbContextAsync();
        return await db.Audit.AsNoTracking()
            .Where(e => (before == null || e.Number < before) && (actor == null || e.Actor == actor))
            .Where(e => outcome == null || e.Outcome == outcome)
            .OrderByDescending(e => e.Number).Take(limit).ToListAsync();
    }

    /// <summary>Where a request came from.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    // What strangers send must not fill the disk.
    private static string? Short(string? text) => text?.Length > MostCharacters ? text[..MostCharacters] : text;
}
