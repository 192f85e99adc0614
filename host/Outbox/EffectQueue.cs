using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Outbox;

/// <summary>The effects that are decided and not yet confirmed, as the store holds them.</summary>
internal sealed class EffectQueue(IDbContextFactory<WorkflowsDb> db, SqliteRunStore store, TimeProvider clock)
{
    private const string Columns =
        "Id, RunId, BookmarkId, Kind, IdempotencyKey, Payload, CreatedAt, Attempts, NextAttemptAt, Dead, LastError";

    /// <summary>Effects that may be tried now, oldest first.</summary>
    public IReadOnlyList<OutboxRow> Due(int limit) => store.Rows.Read(
        $"SELECT {Columns} FROM Outbox WHERE Dead = 0 AND NextAttemptAt <= $1 ORDER BY NextAttemptAt LIMIT $2", ToRow,
        clock.GetUtcNow().UtcTicks, limit);

    /// <summary>When the next one may be tried; null when none waits.</summary>
    public DateTimeOffset? Next() =>
        store.Rows.Find("SELECT min(NextAttemptAt) FROM Outbox WHERE Dead = 0", row => RowReading.MomentOrNull(row, 0));

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

    private static OutboxRow ToRow(StoredRow row) => new()
    {
        Id = row.GetString(0), RunId = row.GetString(1), BookmarkId = RowReading.TextOrNull(row, 2), Kind = row.GetString(3),
        IdempotencyKey = row.GetString(4), Payload = row.GetString(5), CreatedAt = row.GetInt64(6), Attempts = row.GetInt32(7),
        NextAttemptAt = row.GetInt64(8), Dead = row.GetBoolean(9), LastError = RowReading.TextOrNull(row, 10),
    };
}
