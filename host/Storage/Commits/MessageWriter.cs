using System.Text.Json;
using Workflows.Engine.Ports;

namespace Workflows.Host.Storage.Commits;

/// <summary>Writes what a commit says to others: tasks, effects, deliveries and facts.</summary>
internal sealed class MessageWriter(Func<string, Statement> make)
{
    private readonly Statement writeTask = make("""
        INSERT INTO Tasks (Id, RunId, DefinitionId, State, Assignee, DueAt, CreatedAt, ClosedAt, Json)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (Id) DO UPDATE SET State = excluded.State, Assignee = excluded.Assignee, DueAt = excluded.DueAt,
            ClosedAt = excluded.ClosedAt, Json = excluded.Json
        """);

    private readonly Statement closeEffect = make("DELETE FROM Outbox WHERE Id = $1");

    private readonly Statement insertEffect = make("""
        INSERT INTO Outbox (Id, RunId, BookmarkId, Kind, IdempotencyKey, Payload, CreatedAt, Attempts, NextAttemptAt, Dead)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $7, 0)
        """);

    private readonly Statement noteAttempt = make(
        "UPDATE Outbox SET Attempts = $2, NextAttemptAt = $3, Dead = $4, LastError = $5 WHERE Id = $1");

    private readonly Statement dropDelivery = make("DELETE FROM Deliveries WHERE Id = $1");

    private readonly Statement insertDelivery = make("""
        INSERT INTO Deliveries (Id, Kind, Target, RunId, CorrelationId, SenderRunId, SenderBookmarkId, Payload, KeepUntil, CreatedAt,
            Depth)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """);

    private readonly Statement noteChange = make("INSERT INTO FactChanges (Type, Key, At, RunId, Depth) VALUES ($1, $2, $3, $4, $5)");

    private readonly Statement forgetChanges = make(
        "DELETE FROM FactChanges WHERE Number IN (SELECT Number FROM FactChanges WHERE Number < $1 ORDER BY Number LIMIT $2)");

    private readonly Statement factStored = make("SELECT Json FROM Facts WHERE Type = $1 AND Key = $2");

    private readonly Statement writeFact = make("""
        INSERT INTO Facts (Type, Key, Json, Change) VALUES ($1, $2, $3, last_insert_rowid())
        ON CONFLICT (Type, Key) DO UPDATE SET Json = excluded.Json, Change = excluded.Change
        """);

    private readonly Statement dropFact = make("DELETE FROM Facts WHERE Type = $1 AND Key = $2");

    public void Write(Commit commit)
    {
        foreach (var task in commit.Tasks)
        {
            writeTask.Run(
                task.Id, task.RunId, task.DefinitionId, (int)task.State, task.Assignee, task.DueAt?.UtcTicks, task.CreatedAt.UtcTicks,
                task.ClosedAt?.UtcTicks, JsonSerializer.Serialize(task));
        }

        if (commit.ConsumedOutbox is { } effect)
        {
            closeEffect.Run(effect);
        }

        foreach (var message in commit.Outbox)
        {
            insertEffect.Run(
                message.Id, message.RunId, message.BookmarkId, message.Kind, message.IdempotencyKey, message.Payload,
                message.CreatedAt.UtcTicks);
        }

        WriteDeliveries(commit);
        foreach (var fact in commit.Facts)
        {
            WriteFact(fact, commit.Entry.At, commit.Entry.RunId);
        }
    }

    /// <summary>Deletes a delivery; false if it was gone.</summary>
    public bool DropDelivery(string id) => dropDelivery.Run(id) == 1;

    /// <summary>Writes or withdraws a fact and notes the change for those who wait for it.</summary>
    public FactChange WriteFact(FactWrite fact, DateTimeOffset at, string? runId)
    {
        var stored = factStored.Find(row => row.GetString(0), fact.Type, fact.Key);
        if (stored == fact.Json)
        {
            // A fact that is written as it stands is no change: nobody is woken for it.
            return FactChange.None;
        }

        noteChange.Run(fact.Type, fact.Key, at.UtcTicks, runId, fact.Depth);
        if (fact.Json is null)
        {
            dropFact.Run(fact.Type, fact.Key);
            return FactChange.Removed;
        }

        writeFact.Run(fact.Type, fact.Key, fact.Json);
        return stored is null ? FactChange.Added : FactChange.Changed;
    }

    /// <summary>Deletes notes of changed facts from before one of them, at most so many; tells how many.</summary>
    public int ForgetChanges(long before, int most) => forgetChanges.Run(before, most);

    /// <summary>Notes that an effect failed once more; false if it is closed already.</summary>
    public bool NoteAttempt(EffectAttempt attempt) =>
        noteAttempt.Run(attempt.Id, attempt.Attempts, attempt.NextAttemptAt.UtcTicks, attempt.Dead ? 1 : 0, attempt.Error) == 1;

    /// <summary>Closes an effect; false if it is closed already.</summary>
    public bool CloseEffect(string id) => closeEffect.Run(id) == 1;

    private void WriteDeliveries(Commit commit)
    {
        if (commit.ConsumedDelivery is { } consumed)
        {
            dropDelivery.Run(consumed);
        }

        foreach (var added in commit.Deliveries)
        {
            insertDelivery.Run(
                added.Id, (int)added.Kind, added.Target, added.RunId, added.CorrelationId, added.SenderRunId, added.SenderBookmarkId,
                added.Payload, added.KeepUntil?.UtcTicks, added.CreatedAt.UtcTicks, added.Depth);
        }
    }

}
