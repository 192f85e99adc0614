using System.Collections.Concurrent;
using Workflows.Host.Storage;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts;

/// <summary>
/// The fields by which stored facts are found without looking at all of them. What types there are is said by rule files, not by the
/// program, and so are the fields that runs ask by: a field gets its index, for its type alone, when it is first asked by.
/// </summary>
internal sealed class FactIndexes
{
    private const string Prefix = "FactsBy ";

    private readonly SqliteRunStore store;
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public FactIndexes(SqliteRunStore store)
    {
        this.store = store;
        foreach (var name in store.Rows.Read(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Facts' AND name GLOB $1", row => row.GetString(0),
            Prefix + "*"))
        {
            known[name] = true;
        }
    }

    /// <summary>The index that serves a question by some of these fields; null when there is none.</summary>
    public string? Find(string type, IEnumerable<string> fields) =>
        fields.Select(field => NameOf(type, field)).FirstOrDefault(known.ContainsKey);

    /// <summary>Makes the index for the first of the fields, unless one of them has its own already.</summary>
    public async Task EnsureAsync(FactType type, IEnumerable<string> fields)
    {
        var ordered = fields.Where(field => type.IndexOf(field) >= 0).Order(StringComparer.Ordinal).ToList();
        if (ordered.Count == 0 || Find(type.Name, ordered) is not null)
        {
            return;
        }

        var name = NameOf(type.Name, ordered[0]);
        await store.DefineAsync(
            $"CREATE INDEX IF NOT EXISTS {FactQuestion.NameSql(name)} ON Facts ({FactQuestion.FieldSql(ordered[0])}, Key) "
            + $"WHERE Type = {FactQuestion.TextSql(type.Name)}");
        known[name] = true;
    }

    private static string NameOf(string type, string field) => $"{Prefix}{type}.{field}";
}
