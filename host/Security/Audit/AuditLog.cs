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
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditWish wish, long? before, int limit)
    {
        await using var db = await store.CreateDbContextAsync();
        return await Fitting(db, wish).Where(e => before == null || e.Number < before)
            .OrderByDescending(e => e.Number).Take(limit).ToListAsync();
    }

    /// <summary>All lines that fit, newest first, as they come from the disk.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAllAsync(
        AuditWish wish, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        await foreach (var entry in Fitting(db, wish).OrderByDescending(e => e.Number).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return entry;
        }
    }

    private static IQueryable<AuditEntry> Fitting(SecurityDb db, AuditWish wish)
    {
        var (from, until) = (wish.From?.UtcTicks, wish.Until?.UtcTicks);
        return db.Audit.AsNoTracking()
            .Where(e => wish.Actor == null || e.Actor == wish.Actor)
            .Where(e => wish.Outcome == null || e.Outcome == wish.Outcome)
            .Where(e => (from == null || e.At >= from) && (until == null || e.At < until))
            .Where(e => wish.Text == null || e.Action.Contains(wish.Text) || e.Target.Contains(wish.Text)
                || (e.Detail != null && e.Detail.Contains(wish.Text)));
    }

    /// <summary>Where a request came from.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    // What strangers send must not fill the disk.
    private static string? Short(string? text) => text?.Length > MostCharacters ? text[..MostCharacters] : text;
}
