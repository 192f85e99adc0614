using Workflows.Engine.Ports;

namespace Workflows.Host.Storage;

/// <summary>The columns of each record in the order in which it is read back.</summary>
internal static class RowReading
{
    public const string Run = "RunId, DefinitionId, DefinitionVersionId, Version, Status, CorrelationId, BusinessKey, Name, ParentRunId, "
        + "OpenIncidents, CreatedAt, UpdatedAt, Hash, State";

    public const string History = "RunId, Sequence, At, Actor, Events, Hash";

    public const string Bookmark = "Id, RunId, Kind, Key, CorrelationId, CreatedAt";

    public const string Timer = "Id, RunId, BookmarkId, DueAt";

    public const string Delivery =
        "Id, Kind, Target, RunId, CorrelationId, SenderRunId, SenderBookmarkId, Payload, KeepUntil, CreatedAt, Depth";

    public static RunHead ToRun(StoredRow row) => new()
    {
        RunId = row.GetString(0),
        DefinitionId = row.GetString(1),
        DefinitionVersionId = row.GetString(2),
        Version = row.GetInt64(3),
        Status = (RunStatus)row.GetInt32(4),
        CorrelationId = TextOrNull(row, 5),
        BusinessKey = TextOrNull(row, 6),
        Name = TextOrNull(row, 7),
        ParentRunId = TextOrNull(row, 8),
        OpenIncidents = row.GetInt32(9),
        CreatedAt = Moment(row, 10),
        UpdatedAt = Moment(row, 11),
        Hash = row.GetBytes(12),
        State = row.GetBytes(13),
    };

    public static HistoryEntry ToHistory(StoredRow row) => new(
        row.GetString(0), row.GetInt64(1), Moment(row, 2), row.GetString(3), row.GetBytes(4), row.GetBytes(5));

    public static BookmarkRecord ToBookmark(StoredRow row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), TextOrNull(row, 4), Moment(row, 5));

    public static TimerRecord ToTimer(StoredRow row) => new(row.GetString(0), row.GetString(1), row.GetString(2), Moment(row, 3));

    public static Delivery ToDelivery(StoredRow row) => new()
    {
        Id = row.GetString(0),
        Kind = (DeliveryKind)row.GetInt32(1),
        Target = row.GetString(2),
        RunId = TextOrNull(row, 3),
        CorrelationId = TextOrNull(row, 4),
        SenderRunId = TextOrNull(row, 5),
        SenderBookmarkId = TextOrNull(row, 6),
        Payload = TextOrNull(row, 7),
        KeepUntil = MomentOrNull(row, 8),
        CreatedAt = Moment(row, 9),
        Depth = row.GetInt32(10),
    };

    public static IdempotencyRecord ToIdempotency(StoredRow row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3));

    public static DateTimeOffset? MomentOrNull(StoredRow row, int column) => row.IsDBNull(column) ? null : Moment(row, column);

    private static DateTimeOffset Moment(StoredRow row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static string? TextOrNull(StoredRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
