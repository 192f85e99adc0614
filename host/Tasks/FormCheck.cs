using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Rules;

namespace Workflows.Host.Tasks;

/// <summary>
/// Holds what a form was filled with against its schema: <c>required</c>, <c>type</c>, <c>enum</c>, <c>minimum</c>, <c>maximum</c>,
/// <c>multipleOf</c>, <c>minLength</c>, <c>maxLength</c>, <c>pattern</c>, <c>format</c> date and date-time, <c>minItems</c>,
/// <c>maxItems</c>, <c>uniqueItems</c>, <c>items</c> and inner <c>properties</c>. A number whose format is decimal may come as a text, as
/// money does from systems that do not trust floating point. The pages check too; this is the check that counts.
/// </summary>
internal static class FormCheck
{
    private const int MostDepth = 16;

    /// <summary>Everything that is wrong; each names the path of its field.</summary>
    /// <param name="schema">What is asked for.</param>
    /// <param name="data">What came.</param>
    /// <param name="root">What the whole is called in places.</param>
    public static IReadOnlyList<Diagnostic> Check(JsonElement schema, JsonElement data, string root = "data")
    {
        var found = new List<Diagnostic>();
        Check(schema, data, root, 0, found);
        return found;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, int depth, List<Diagnostic> found)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MostDepth)
        {
            return;
        }

        value = AsNumber(schema, value);
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
            case JsonValueKind.Array:
                CheckItems(schema, value, path, depth, found);
                break;
            case JsonValueKind.Number:
                CheckRange(schema, value.GetDouble(), path, "minimum", "maximum", found);
                CheckSteps(schema, value, path, found);
                break;
            case JsonValueKind.String:
                CheckRange(schema, value.GetString()!.Length, path, "minLength", "maxLength", found);
                CheckFormat(schema, value.GetString()!, path, found);
                break;
        }
    }

    private static void CheckItems(JsonElement schema, JsonElement value, string path, int depth, List<Diagnostic> found)
    {
        CheckRange(schema, value.GetArrayLength(), path, "minItems", "maxItems", found);
        var items = schema.TryGetProperty("items", out var inner) ? inner : default;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isUnique = schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True;
        foreach (var (n, item) in value.EnumerateArray().Index())
        {
            Check(items, item, $"{path}[{n}]", depth + 1, found);
            if (isUnique && !seen.Add(item.GetRawText()))
            {
                found.Add(Wrong($"{path}[{n}]", new($"{path}[{n}] is there twice.", $"{path}[{n}] 重复。")));
            }
        }
    }

    // A text that is a plain decimal number, where the schema says that one may be.
    private static JsonElement AsNumber(JsonElement schema, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && TryGet(schema, "format", JsonValueKind.String, out var format)
        && format.ValueEquals("decimal")
        && decimal.TryParse(
            value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)) : value;

    private static void CheckSteps(JsonElement schema, JsonElement value, string path, List<Diagnostic> found)
    {
        if (TryGet(schema, "multipleOf", JsonValueKind.Number, out var step) && step.TryGetDecimal(out var size) && size > 0
            && !(value.TryGetDecimal(out var number) && number % size == 0))
        {
            found.Add(Wrong(path, new($"{path} is no multiple of {step}.", $"{path} 不是 {step} 的整数倍。")));
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

        if (TryGet(schema, "pattern", JsonValueKind.String, out var pattern) && !Fits(pattern.GetString()!, text))
        {
            found.Add(Wrong(path, new($"{path} is not written as {pattern}.", $"{path} 不符合格式 {pattern}。")));
        }
    }

    // A pattern that is none, or that could take for ever, asks for nothing.
    private static bool Fits(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return true;
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
