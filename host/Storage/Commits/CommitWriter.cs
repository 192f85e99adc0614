using Microsoft.Data.Sqlite;
using Workflows.Engine.Ports;

namespace Workflows.Host.Storage.Commits;

/// <summary>
/// Writes commits into the open transaction of one connection. Every reason to refuse is looked for before the first row is written, so
/// a refused commit leaves no trace and the batch around it goes on.
/// </summary>
internal sealed class CommitWriter : IDisposable
{
    private readonly List<Statement> all = [];
    private readonly SqliteConnection connection;
    private readonly Statement requestKnown;
    private readonly Statement deliveryThere;
    private readonly Statement effectThere;
    private readonly Statement versionOf;
    private readonly Statement keyHolder;
    private readonly Statement insertRun;
    private readonly Statement updateRun;
    private readonly Statement insertHistory;
    private readonly Statement burnBookmark;
    private readonly Statement dropTimers;
    private readonly Statement insertBookmark;
    private readonly Statement insertTimer;
    private readonly Statement insertRequest;
    private readonly Statement forgetRequests;
    private readonly Statement writeSetting;
    private readonly MessageWriter messages;

    /// <summary>Sets deliveries aside and takes them up again.</summary>
    public DeliveryParking Parking { get; }

    public CommitWriter(SqliteConnection connection)
    {
        this.connection = connection;
        requestKnown = Make("SELECT 1 FROM Idempotency WHERE Scope = $1 AND Key = $2");
        deliveryThere = Make("SELECT 1 FROM Deliveries WHERE Id = $1");
        effectThere = Make("SELECT 1 FROM Outbox WHERE Id = $1");
        versionOf = Make("SELECT Version FROM Runs WHERE RunId = $1");
        keyHolder = Make("""
            SELECT RunId FROM Runs
            WHERE DefinitionId = $1 AND BusinessKey = $2 AND BusinessKey IS NOT NULL AND Status NOT IN (2, 4)
            """);
        insertRun = Make("""
            INSERT INTO Runs (RunId, DefinitionId, DefinitionVersionId, Version, Status, CorrelationId, BusinessKey, Name, ParentRunId,
                OpenIncidents, CreatedAt, UpdatedAt, Hash, State)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """);
        updateRun = Make("""
            UPDATE Runs SET DefinitionId = $2, DefinitionVersionId = $3, Version = $4, Status = $5, CorrelationId = $6, BusinessKey = $7,
                Name = $8, ParentRunId = $9, OpenIncidents = $10, CreatedAt = $11, UpdatedAt = $12, Hash = $13, State = $14
            WHERE RunId = $1
            """);
        insertHistory = Make("INSERT INTO History (RunId, Sequence, At, Actor, Events, Hash) VALUES ($1, $2, $3, $4, $5, $6)");
        burnBookmark = Make("DELETE FROM Bookmarks WHERE Id = $1");
        dropTimers = Make("DELETE FROM Timers WHERE BookmarkId = $1");
        insertBookmark = Make(
            "INSERT INTO Bookmarks (Id, RunId, Kind, Key, CorrelationId, CreatedAt) VALUES ($1, $2, $3, $4, $5, $6)");
        insertTimer = Make("INSERT INTO Timers (Id, RunId, BookmarkId, DueAt) VALUES ($1, $2, $3, $4)");
        insertRequest = Make("INSERT INTO Idempotency (Scope, Key, RequestHash, Answer, At) VALUES ($1, $2, $3, $4, $5)");
        forgetRequests = Make("""
            DELETE FROM Idempotency WHERE rowid IN (SELECT rowid FROM Idempotency WHERE At < $1 ORDER BY At LIMIT $2)
            """);
        writeSetting = Make(
            "INSERT INTO Settings (Name, Json) VALUES ($1, $2) ON CONFLICT (Name) DO UPDATE SET Json = excluded.Json");
        messages = new MessageWriter(Make);
        Parking = new DeliveryParking(Make);
    }

    /// <summary>Writes it, or tells why nothing of it was written.</summary>
    public CommitOutcome Write(Commit commit)
    {
        if (Refusal(commit) is { } refusal)
        {
            return refusal;
        }

        WriteRun(commit);
        WriteWaiting(commit);
        messages.Write(commit);
        if (commit.Idempotency is { } request)
        {
            insertRequest.Run(request.Scope, request.Key, request.RequestHash, request.Answer, commit.Entry.At.UtcTicks);
        }

        return CommitOutcome.Committed;
    }

    /// <summary>Deletes a delivery; false if it was gone.</summary>
    public bool DropDelivery(string id) => messages.DropDelivery(id);

    /// <summary>Writes facts that no run wrote.</summary>
    public FactChange[] WriteFacts(IReadOnlyList<FactWrite> facts, DateTimeOffset at) =>
        [.. facts.Select(fact => messages.WriteFact(fact, at, null))];

    /// <summary>Notes that an effect failed once more; false if it is closed already.</summary>
    public bool NoteAttempt(EffectAttempt attempt) => messages.NoteAttempt(attempt);

    /// <summary>Closes an effect; false if it is closed already.</summary>
    public bool CloseEffect(string id) => messages.CloseEffect(id);

    /// <summary>Changes the schema by a statement that does no harm when it is run again.</summary>
    public bool Define(string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
        return true;
    }

    /// <summary>Deletes answers to requests from before a moment, at most so many; tells how many.</summary>
    public int ForgetRequests(DateTimeOffset before, int most) => forgetRequests.Run(before.UtcTicks, most);

    /// <summary>Deletes notes of changed facts from before one of them, at most so many; tells how many.</summary>
    public int ForgetChanges(long before, int most) => messages.ForgetChanges(before, most);

    /// <summary>Keeps a setting, over what it was before.</summary>
    public bool WriteSetting(string name, string json) => writeSetting.Run(name, json) == 1;

    public void Dispose() => all.ForEach(statement => statement.Dispose());

    private CommitOutcome? Refusal(Commit commit)
    {
        var head = commit.Head;
        if (commit.Idempotency is { } request && requestKnown.Finds(request.Scope, request.Key))
        {
            return CommitOutcome.DuplicateRequest;
        }

        if ((commit.ConsumedDelivery is { } delivery && !deliveryThere.Finds(delivery))
            || (commit.ConsumedOutbox is { } effect && !effectThere.Finds(effect)))
        {
            return CommitOutcome.AlreadyConsumed;
        }

        if (versionOf.Find(row => row.GetInt64(0), head.RunId) != head.Version - 1)
        {
            return CommitOutcome.VersionConflict;
        }

        var holds = head.BusinessKey is not null && head.Status is not (RunStatus.Finished or RunStatus.Cancelled);
        return holds && keyHolder.Find(row => row.GetString(0), head.DefinitionId, head.BusinessKey) is { } holder && holder != head.RunId
            ? CommitOutcome.BusinessKeyTaken
            : null;
    }

    private void WriteRun(Commit commit)
    {
        var head = commit.Head;
        (head.Version == 1 ? insertRun : updateRun).Run(
            head.RunId, head.DefinitionId, head.DefinitionVersionId, head.Version, (int)head.Status, head.CorrelationId, head.BusinessKey,
            head.Name, head.ParentRunId, head.OpenIncidents, head.CreatedAt.UtcTicks, head.UpdatedAt.UtcTicks, head.Hash, head.State);
        var entry = commit.Entry;
        insertHistory.Run(
            entry.RunId, entry.Sequence, entry.At.UtcTicks, entry.Actor, entry.Events, entry.Hash);
    }

    private void WriteWaiting(Commit commit)
    {
        foreach (var id in commit.BookmarksBurned)
        {
            burnBookmark.Run(id);
            dropTimers.Run(id);
        }

        foreach (var mark in commit.BookmarksAdded)
        {
            insertBookmark.Run(mark.Id, mark.RunId, mark.Kind, mark.Key, mark.CorrelationId, mark.CreatedAt.UtcTicks);
            Parking.WakeFor(mark);
        }

        foreach (var timer in commit.TimersAdded)
        {
            insertTimer.Run(timer.Id, timer.RunId, timer.BookmarkId, timer.DueAt.UtcTicks);
        }
    }

    private Statement Make(string text)
    {
        var statement = new Statement(connection, text);
        all.Add(statement);
        return statement;
    }
}
