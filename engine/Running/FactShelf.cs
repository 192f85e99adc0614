using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Cases;
using Workflows.Engine.Ports;
using Workflows.Rules.Facts;

namespace Workflows.Engine.Running;

/// <summary>A fact on the shelf.</summary>
internal sealed class ShelvedFact(string json)
{
    public JsonElement Element { get; } = JsonElement.Parse(json);

    /// <summary>The fact as its type reads it; set by the first who reads it.</summary>
    public RuleFact? Read { get; set; }
}

/// <summary>
/// The facts of a rehearsal by type and key, in the order of their keys. A question for a field's value makes an index of that field, so
/// that a whole season's records can be asked as often as its runs ask.
/// </summary>
internal sealed class FactShelf
{
    private readonly Dictionary<string, SortedDictionary<string, ShelvedFact>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Field), Dictionary<string, SortedSet<string>>> _indexes = [];

    /// <summary>Puts a fact there; null takes it away.</summary>
    public void Set(string type, string key, string? json)
    {
        if (!_types.TryGetValue(type, out var facts))
        {
            _types[type] = facts = new(StringComparer.Ordinal);
        }

        var former = facts.GetValueOrDefault(key);
        var fact = json is null ? null : new ShelvedFact(json);
        foreach (var ((_, field), index) in _indexes.Where(i => i.Key.Type == type))
        {
            Move(index, key, former is null ? null : Text(former, field), fact is null ? null : Text(fact, field));
        }

        if (fact is null)
        {
            facts.Remove(key);
        }
        else
        {
            facts[key] = fact;
        }
    }

    public ShelvedFact? Find(string type, string key) => _types.GetValueOrDefault(type)?.GetValueOrDefault(key);

    /// <summary>The facts that a question means.</summary>
    public IEnumerable<ShelvedFact> Find(FactQuery query) =>
        query.Key is null ? Find(query.Type, query.Where)
        : Find(query.Type, query.Key) is { } one && Has(one, query.Where) ? [one] : [];

    /// <summary>The facts of a type whose fields have these values; a list means any of its values.</summary>
    public IEnumerable<ShelvedFact> Find(string type, IReadOnlyDictionary<string, JsonElement> where)
    {
        if (!_types.TryGetValue(type, out var facts))
        {
            return [];
        }

        var first = where.OrderBy(w => w.Value.ValueKind == JsonValueKind.Array)
            .FirstOrDefault(w => w.Value.ValueKind != JsonValueKind.Object);
        var near = facts.Values.AsEnumerable();
        if (first.Key is not null)
        {
            var index = IndexOf(type, first.Key);
            near = Wanted(first.Value).Select(Text).Distinct().SelectMany(text => index.GetValueOrDefault(text) ?? [])
                .Distinct().Order(StringComparer.Ordinal).Select(key => facts[key]);
        }

        return near.Where(fact => Has(fact, where));
    }

    private static bool Has(ShelvedFact fact, IReadOnlyDictionary<string, JsonElement> where) =>
        where.All(w => Array.Exists(Wanted(w.Value), wanted => fact.Element.TryGetProperty(w.Key, out var value)
            ? JsonMatch.IsSame(wanted, value)
            : wanted.ValueKind == JsonValueKind.Null));

    private static JsonElement[] Wanted(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private Dictionary<string, SortedSet<string>> IndexOf(string type, string field)
    {
        if (_indexes.TryGetValue((type, field), out var index))
        {
            return index;
        }

        _indexes[(type, field)] = index = new(StringComparer.Ordinal);
        foreach (var (key, fact) in _types[type])
        {
            Move(index, key, null, Text(fact, field));
        }

        return index;
    }

    private static void Move(Dictionary<string, SortedSet<string>> index, string key, string? from, string? to)
    {
        if (from is not null && index.TryGetValue(from, out var left))
        {
            left.Remove(key);
        }

        if (to is not null)
        {
            (index.TryGetValue(to, out var found) ? found : index[to] = new(StringComparer.Ordinal)).Add(key);
        }
    }

    private static string Text(ShelvedFact fact, string field) =>
        Text(fact.Element.TryGetProperty(field, out var value) ? value : default);

    // What compares as the same has the same text; what differs may share one, the comparison decides then.
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "null",
        JsonValueKind.Number => value.GetDecimal().ToString("G29", CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetString()!.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcTicks.ToString(CultureInfo.InvariantCulture)
            : value.GetString()!,
        _ => value.GetRawText(),
    };
}
