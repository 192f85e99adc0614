using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.Storage;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts;

/// <summary>A stored fact.</summary>
internal sealed record StoredFact(string Type, string Key, string Json);

/// <summary>Stored facts: written through the one writer, read from the file.</summary>
internal sealed class FactStore(SqliteRunStore store, FactIndexes indexes, TimeProvider clock)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes or withdraws facts, all or none; on disk when this returns.</summary>
    public async Task<FactTally> WriteAsync(IReadOnlyList<FactWrite> facts) =>
        FactTally.Of(await WriteEachAsync(facts));

    /// <summary>The same, telling of each in order what became of it.</summary>
    public async Task<FactChange[]> WriteEachAsync(IReadOnlyList<FactWrite> facts) => await store.WriteFactsAsync(facts, clock.GetUtcNow());

    /// <summary>What is to be written for a fact.</summary>
    public static FactWrite ToWrite(RuleFact fact)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            FactJson.Write(writer, fact);
        }

        // A fact of a type without a key is named by its content, so that sending it twice makes one.
        var key = fact.Key ?? Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))[..32];
        return new(fact.FactTypeName, key, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>One fact; null when there is none.</summary>
    public StoredFact? Find(string type, string key) =>
        store.Rows.Find("SELECT Type, Key, Json FROM Facts WHERE Type = $1 AND Key = $2", ToFact, type, key);

    /// <summary>
    /// Facts of a type whose fields equal the given values, or one of them where a list is given; in the order of their keys, after a
    /// key, at most so many. The fields must be the type's own.
    /// </summary>
    public IReadOnlyList<StoredFact> Query(FactType type, IReadOnlyDictionary<string, JsonElement> where, string? after, int limit)
    {
        if (WholeKey(type, where) is { } key)
        {
            return Find(type.Name, key) is { } found ? [found] : [];
        }

        return Ask(new FactQuestion(type, [.. where.Keys.Order(StringComparer.Ordinal)]), where, after, limit);
    }

    /// <summary>
    /// The same for programs, which ask the same way again and again: a field that they ask by gets an index. With a key, only the fact
    /// that has it.
    /// </summary>
    public async Task<IReadOnlyList<StoredFact>> QueryIndexedAsync(
        FactType type, IReadOnlyDictionary<string, JsonElement> where, int limit, string? key = null)
    {
        if (key is not null)
        {
            return Ask(new FactQuestion(type, [.. where.Keys.Order(StringComparer.Ordinal)]) { IsOfOneKey = true }, where, key, limit);
        }

        if (where.Count > 0 && WholeKey(type, where) is null)
        {
            await indexes.EnsureAsync(type, where.Keys);
        }

        return Query(type, where, null, limit);
    }

    /// <summary>Number of the newest change of any fact; it only grows.</summary>
    public long LastChange() => store.Rows.Find("SELECT coalesce(max(Number), 0) FROM FactChanges", row => row.GetInt64(0));

    /// <summary>
    /// The facts that have changed after that change; null where they are more than so many, or no longer known because such notes are
    /// forgotten.
    /// </summary>
    public IReadOnlyList<(string Type, string Key)>? ChangedSince(long change, int most)
    {
        var later = store.Rows.Read(
            "SELECT Number, Type, Key FROM FactChanges WHERE Number > $1 ORDER BY Number LIMIT $2",
            row => (Number: row.GetInt64(0), Type: row.GetString(1), Key: row.GetString(2)), change, most + 1);
        return later.Count > most || (later.Count > 0 && later[0].Number > change + 1) ? null : [.. later.Select(n => (n.Type, n.Key))];
    }

    /// <summary>The key that the values make when they are the whole key and nothing else.</summary>
    private static string? WholeKey(FactType type, IReadOnlyDictionary<string, JsonElement> where)
    {
        if (!type.HasKey || where.Count != type.KeyFields.Count() || !type.KeyFields.All(field => where.ContainsKey(field.Name)))
        {
            return null;
        }

        var fields = type.KeyFields.ToDictionary(field => field.Name, field => where[field.Name]);
        var asFact = FactJson.Read(type, JsonSerializer.SerializeToElement(fields, HostJson.Options));
        return asFact.Fact?.Key;
    }

    private List<StoredFact> Ask(
        FactQuestion question, IReadOnlyDictionary<string, JsonElement> where, string? key, int limit)
    {
        SqlValue[] values =
        [
            key ?? string.Empty, limit, .. question.Fields.Select(field => FactQuestion.ValueOf(where[field])),
        ];
        var index = question.IsOfOneKey ? null : indexes.Find(question.TypeName, question.Fields);
        var sql = question.ToSql(index, field => where[field].ValueKind == JsonValueKind.Array);
        return store.Rows.Read(sql, ToFact, values);
    }

    private static StoredFact ToFact(StoredRow row) => new(row.GetString(0), row.GetString(1), row.GetString(2));
}

/// <summary>How many facts were what.</summary>
internal sealed record FactTally(int Added, int Changed, int Removed, int Unchanged)
{
    public static FactTally Of(FactChange[] changes) => new(
        changes.Count(c => c == FactChange.Added), changes.Count(c => c == FactChange.Changed),
        changes.Count(c => c == FactChange.Removed), changes.Count(c => c == FactChange.None));

    public static FactTally operator +(FactTally a, FactTally b) =>
        new(a.Added + b.Added, a.Changed + b.Changed, a.Removed + b.Removed, a.Unchanged + b.Unchanged);
}
