using System.Text.Json;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Facts;

/// <summary>Facts to and from JSON. Dates, times and durations are ISO texts; a <c>text</c> field is a string or {"en", "zh"}.</summary>
public static class FactJson
{
    private static readonly JsonWriterOptions Plain = new(
        ) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a fact from a JSON object; says everything that is wrong with it.</summary>
    /// <param name="type">What it must be.</param>
    /// <param name="json">Any JSON; it comes from outside.</param>
    /// <param name="path">How messages name the whole; the type's name unless given.</param>
    public static FactReading Read(FactType type, JsonElement json, string? path = null)
    {
        path ??= type.Name;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return new FactReading(null, [FactProblems.NotAnObject(path)]);
        }

        var found = new List<Diagnostic>();
        var values = new object?[type.Fields.Count];
        var seen = new bool[values.Length];
        foreach (var property in json.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            if (type.IndexOf(property.Name) is not (>= 0 and var index))
            {
                found.Add(FactProblems.UnknownField(at, type, property.Name));
            }
            else if (seen[index])
            {
                found.Add(FactProblems.Twice(at, property.Name));
            }
            else
            {
                seen[index] = true;
                values[index] = ReadField(type.Fields[index], property.Value, at, found);
            }
        }

        return Finish(type, values, path, found);
    }

    /// <summary>Writes a fact as an object with all its fields in order; empty ones are null.</summary>
    public static void Write(Utf8JsonWriter writer, RuleFact fact)
    {
        writer.WriteStartObject();
        for (var i = 0; i < fact.Count; i++)
        {
            writer.WritePropertyName(fact.Type.Fields[i].Name);
            WriteValue(writer, fact[i]);
        }

        writer.WriteEndObject();
    }

    /// <summary>The fact as a JSON element.</summary>
    public static JsonElement Write(RuleFact fact)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            Write(writer, fact);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    internal static FactReading Finish(FactType type, object?[] values, string path, List<Diagnostic> found)
    {
        var wrong = found.Count > 0;
        foreach (var slot in type.KeySlots)
        {
            if (values[slot] is null && !found.Exists(d => d.Place.File == $"{path}.{type.Fields[slot].Name}"))
            {
                found.Add(FactProblems.KeyMissing($"{path}.{type.Fields[slot].Name}", type, type.Fields[slot]));
            }
        }

        for (var i = 0; i < values.Length && !wrong; i++)
        {
            if (type.Fields[i].Allowed is { } allowed && !allowed.Contains(values[i]))
            {
                found.Add(FactProblems.NotAllowed($"{path}.{type.Fields[i].Name}", type.Fields[i], values[i]));
            }
        }

        return new FactReading(found.Count == 0 ? new RuleFact(type, values) : null, found);
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        if (value is LocalizedText { Zh: null } text)
        {
            writer.WriteStringValue(text.En);
        }
        else
        {
            FeelJson.Write(writer, value);
        }
    }

    private static object? ReadField(FactField field, JsonElement json, string path, List<Diagnostic> found)
    {
        if (field.Type is not ListType { Element: var element })
        {
            return ReadValue(field, field.Type, json, path, found);
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            found.Add(FactProblems.WrongType(path, field, Describe(json)));
            return null;
        }

        var list = new List<object?>();
        foreach (var item in json.EnumerateArray())
        {
            list.Add(ReadValue(field, element, item, $"{path}[{list.Count}]", found));
        }

        return list.ToArray();
    }

    private static object? ReadValue(FactField field, FeelType type, JsonElement json, string path, List<Diagnostic> found)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return null;
        }

        var (ok, value) = Convert(field, type, json);
        if (!ok)
        {
            found.Add(FactProblems.WrongType(path, field, Describe(json)));
        }

        return value;
    }

    private static (bool Ok, object? Value) Convert(FactField field, FeelType type, JsonElement json)
    {
        if (field.IsText)
        {
            return ConvertText(json);
        }

        if (type == FeelType.Any)
        {
            return (true, FeelJson.Read(json));
        }

        return json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => (type == FeelType.Boolean, json.GetBoolean()),
            JsonValueKind.Number => json.TryGetDecimal(out var number) ? (type == FeelType.Number, number) : (false, null),
            JsonValueKind.String when type == FeelType.Number || type == FeelType.Boolean => (false, null),
            JsonValueKind.String => FactText.TryParse(type, json.GetString()!, out var parsed) ? (true, parsed) : (false, null),
            _ => (false, null),
        };
    }

    private static (bool Ok, object? Value) ConvertText(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return (true, new LocalizedText(json.GetString()!, null));
        }

        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("en", out var en) || en.ValueKind != JsonValueKind.String)
        {
            return (false, null);
        }

        var zh = json.TryGetProperty("zh", out var found) ? found : default;
        return zh.ValueKind switch
        {
            JsonValueKind.String => (true, new LocalizedText(en.GetString()!, zh.GetString())),
            JsonValueKind.Null or JsonValueKind.Undefined => (true, new LocalizedText(en.GetString()!, null)),
            _ => (false, null),
        };
    }

    private static string Describe(JsonElement json)
    {
        var text = json.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
