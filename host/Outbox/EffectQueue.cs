using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Outbox;

/// <summary>The effects that are decided and not yet confirmed, as the store holds them.</summary>
internal sealed class EffectQueue(IDbContextFactory<WorkflowsDb> db, SqliteRunStore store, TimeProvider clock)
{
    /// <summary>Effects that may be tried now, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> DueAsync(int limit, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcTicks;
        await using var open = await db.CreateDbContextAsync(stop);
        return await open.Outbox.AsNoTracking().Where(o => !o.Dead && o.NextAttemptAt <= now)
            .OrderBy(o => o.NextAttemptAt).Take(limit).ToListAsync(stop);
    }

    /// <summary>When the next one may be tried; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken stop)
    {
        await using var open = await db.CreateDbContextAsync(stop);
        var next = await open.Outbox.Where(o => !o.Dead).MinAsync(o => (long?)o.NextAttemptAt, stop);
        return next is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    /// <summary>Effects for people: those given up, or all; oldest first, after an id.</summary>
    public async Task<IReadOnlyList<OutboxRow>> ListAsync(bool? dead, string? runId, int skip, int limit)
    {
        await using var open = await db.CreateDbContextAsync();
        return await open.Outbox.AsNoTracking()
            .Where(o => (dead == null || o.Dead == dead) && (runId == null || o.RunId == runId))
            .OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Skip(skip).Take(limit).ToListAsync();
    }

    /// <summary>
    /// Puts a given-up effect back with the same key, to be tried at once; false when it is not there, or its run has gone on without it.
    /// </summary>
    public async Task<bool> SendAgainAsync(string id)
    {
        await using var open = await db.CreateDbContextAsync();
        if (await open.Outbox.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id) is not { } row)
        {
            return false;
        }

        if (row.BookmarkId is { } waiting && await store.FindBookmarkAsync(waiting) is null)
        {
            await store.CloseEffectAsync(id);
            return false;
        }

        return await store.NoteAttemptAsync(new(id, 0, clock.GetUtcNow(), Dead: false, "sent again"));
    }

    /// <summary>The message of a row.</summary>
    public static OutboxMessage MessageOf(OutboxRow row) => new(
        row.Id, row.RunId, row.BookmarkId, row.Kind, row.IdempotencyKey, row.Payload, new(row.CreatedAt, TimeSpan.Zero));
}
