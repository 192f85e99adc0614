using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.Serving;
using Workflows.Host.Storage;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts;

/// <summary>A stored fact.</summary>
internal sealed record StoredFact(string Type, string Key, string Json);

/// <summary>Stored facts: written through the one writer, read from the file.</summary>
internal sealed class FactStore(SqliteRunStore store, HostSettings settings, TimeProvider clock)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string connectionString = $"Data Source={settings.WorkflowsFile}";

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
    public async Task<StoredFact?> FindAsync(string type, string key) =>
        (await ReadAsync("SELECT Type, Key, Json FROM Facts WHERE Type = $1 AND Key = $2", [type, key])).SingleOrDefault();

    /// <summary>
    /// Facts of a type whose fields equal the given values, in the order of their keys, after a key, at most so many. The fields must be
    /// the type's own: their names become part of the question.
    /// </summary>
    public async Task<IReadOnlyList<StoredFact>> QueryAsync(
        FactType type, IReadOnlyDictionary<string, JsonElement> where, string? after, int limit)
    {
        if (WholeKey(type, where) is { } key)
        {
            return await FindAsync(type.Name, key) is { } found && where.Count == type.KeyFields.Count() ? [found] : [];
        }

        var values = new List<object?> { type.Name, after ?? string.Empty, limit };
        var conditions = string.Concat(where.Select(pair => Condition(type, pair.Key, pair.Value, values)));
        return await ReadAsync($"SELECT Type, Key, Json FROM Facts WHERE Type = $1 AND Key > $2{conditions} ORDER BY Key LIMIT $3", values);
    }

    /// <summary>Number of the newest change of any fact; it only grows.</summary>
    public async Task<long> LastChangeAsync()
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(Number), 0) FROM FactChanges";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many facts there are, by type.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync()
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Type, count(*) FROM Facts GROUP BY Type";
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>();
        while (await reader.ReadAsync())
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts;
    }

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

    private static string Condition(FactType type, string field, JsonElement value, List<object?> values)
    {
        if (type.IndexOf(field) < 0)
        {
            throw new ArgumentException($"{type.Name} has no field {field}", nameof(field));
        }

        values.Add(value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String => value.GetString(),
            _ => null,
        });
        return $" AND json_extract(Json, '$.\"{field}\"') IS ${values.Count}";
    }

    private async Task<List<StoredFact>> ReadAsync(string sql, List<object?> values)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var n = 0; n < values.Count; n++)
        {
            command.Parameters.AddWithValue($"${n + 1}", values[n] ?? DBNull.Value);
        }

        var rows = new List<StoredFact>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new StoredFact(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return rows;
    }
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
