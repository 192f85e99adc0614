using System.Globalization;
using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Host.Tasks;

/// <summary>
/// Holds what a form was filled with against its schema: <c>required</c>, <c>type</c>, <c>enum</c>, <c>minimum</c>, <c>maximum</c>,
/// <c>minLength</c>, <c>maxLength</c>, <c>format</c> date and date-time, <c>items</c> and inner <c>properties</c>. The pages check too;
/// this is the check that counts.
/// </summary>
internal static class FormCheck
{
    private const int MostDepth = 16;

    /// <summary>Everything that is wrong; each names the path of its field.</summary>
    public static IReadOnlyList<Diagnostic> Check(JsonElement schema, JsonElement data)
    {
        var found = new List<Diagnostic>();
        Check(schema, data, "data", 0, found);
        return found;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, int depth, List<Diagnostic> found)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MostDepth)
        {
            return;
        }

        if (!HasType(schema, value))
        {
            found.Add(Wrong(path, new($"{path} must be a {schema.GetProperty("type")}.", $"{path} 的类型应为 {schema.GetProperty("type")}。")));
            return;
        }

        if (TryGet(schema, "enum", JsonValueKind.Array, out var choices)
            && !choices.EnumerateArray().Any(c => JsonElement.DeepEquals(c, value)))
        {
            found.Add(Wrong(path, new($"{path} must be one of {choices.GetRawText()}.", $"{path} 必须是 {choices.GetRawText()} 之一。")));
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckFields(schema, value, path, depth, found);
                break;
            case JsonValueKind.Array when schema.TryGetProperty("items", out var items):
                foreach (var (n, item) in value.EnumerateArray().Index())
                {
                    Check(items, item, $"{path}[{n}]", depth + 1, found);
                }

                break;
            case JsonValueKind.Number:
                CheckRange(schema, value.GetDouble(), path, "minimum", "maximum", found);
                break;
            case JsonValueKind.String:
                CheckRange(schema, value.GetString()!.Length, path, "minLength", "maxLength", found);
                CheckFormat(schema, value.GetString()!, path, found);
                break;
        }
    }

    private static void CheckFields(JsonElement schema, JsonElement value, string path, int depth, List<Diagnostic> found)
    {
        var required = TryGet(schema, "required", JsonValueKind.Array, out var names)
            ? names.EnumerateArray().Select(n => n.ToString()) : [];
        foreach (var name in required.Where(name => !value.TryGetProperty(name, out var given) || IsEmpty(given)))
        {
            found.Add(new("H301", Severity.Error, new($"{path}.{name}", 0, 0),
                new($"{name} is missing.", $"缺少 {name}。"), new("Fill it in.", "请填写。")));
        }

        if (!TryGet(schema, "properties", JsonValueKind.Object, out var properties))
        {
            return;
        }

        foreach (var field in value.EnumerateObject())
        {
            if (properties.TryGetProperty(field.Name, out var inner))
            {
                if (field.Value.ValueKind != JsonValueKind.Null)
                {
                    Check(inner, field.Value, $"{path}.{field.Name}", depth + 1, found);
                }
            }
            else
            {
                found.Add(Wrong($"{path}.{field.Name}", new($"The form has no field {field.Name}.", $"表单没有字段 {field.Name}。")));
            }
        }
    }

    private static bool HasType(JsonElement schema, JsonElement value)
    {
        var type = TryGet(schema, "type", JsonValueKind.String, out var named) ? named.GetString() : null;
        return type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var n) && n == decimal.Truncate(n),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
    }

    private static void CheckRange(JsonElement schema, double size, string path, string least, string most, List<Diagnostic> found)
    {
        if (TryGet(schema, least, JsonValueKind.Number, out var min) && size < min.GetDouble())
        {
            found.Add(Wrong(path, new($"{path} is below {min}.", $"{path} 小于 {min}。")));
        }

        if (TryGet(schema, most, JsonValueKind.Number, out var max) && size > max.GetDouble())
        {
            found.Add(Wrong(path, new($"{path} is above {max}.", $"{path} 大于 {max}。")));
        }
    }

    private static void CheckFormat(JsonElement schema, string text, string path, List<Diagnostic> found)
    {
        var format = TryGet(schema, "format", JsonValueKind.String, out var named) ? named.GetString() : null;
        var fits = format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };
        if (!fits)
        {
            found.Add(Wrong(path, new($"{path} is no {format}.", $"{path} 不是有效的 {format}。")));
        }
    }

    // The definition's author wrote the schema: what is not of its kind asks for nothing.
    private static bool TryGet(JsonElement schema, string name, JsonValueKind kind, out JsonElement found) =>
        schema.TryGetProperty(name, out found) && found.ValueKind == kind;

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);

    private static Diagnostic Wrong(string path, LocalText message) =>
        new("H302", Severity.Error, new(path, 0, 0), message, new("Correct the field.", "请更正该字段。"));
}
