using System.Text.Json;
using Workflows.Host.Storage;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts;

/// <summary>A question for facts of a type by the values of some of its fields, as SQL.</summary>
internal sealed class FactQuestion
{
    private readonly FactType type;

    /// <summary>The fields must be the type's own: their names become part of the text.</summary>
    public FactQuestion(FactType type, IReadOnlyList<string> fields)
    {
        if (fields.FirstOrDefault(field => type.IndexOf(field) < 0) is { } unknown)
        {
            throw new ArgumentException($"{type.Name} has no field {unknown}", nameof(fields));
        }

        this.type = type;
        Fields = fields;
    }

    /// <summary>The fields that are asked by.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The name of the type.</summary>
    public string TypeName => type.Name;

    /// <summary>Whether only the fact with the given key is wanted, not those after it.</summary>
    public bool IsOfOneKey { get; init; }

    /// <summary>
    /// The text; its values are the key to begin after, the most rows, then one for each field. The type stands in it as it is, since an
    /// index for one type alone is only taken where the text says which.
    /// </summary>
    public string ToSql(string? index, Func<string, bool> isList)
    {
        var conditions = string.Concat(Fields.Select((field, n) => isList(field)
            ? $" AND {FieldSql(field)} IN (SELECT value FROM json_each(${n + 3}))"
            : $" AND {FieldSql(field)} IS ${n + 3}"));
        var by = index is null ? string.Empty : $" INDEXED BY {NameSql(index)}";
        var key = IsOfOneKey ? "Key = $1" : "Key > $1";
        return $"SELECT Type, Key, Json FROM Facts{by} WHERE Type = {TextSql(type.Name)} AND {key}{conditions} ORDER BY Key LIMIT $2";
    }

    /// <summary>The value of a field as the store compares it.</summary>
    public static SqlValue ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.GetRawText(),
        _ => default(SqlValue),
    };

    /// <summary>What takes a field out of a stored fact.</summary>
    public static string FieldSql(string field) => $"json_extract(Json, {TextSql($"$.\"{field}\"")})";

    /// <summary>A text as SQL writes it.</summary>
    public static string TextSql(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A name as SQL writes it.</summary>
    public static string NameSql(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
