using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.Rules.Feel;

/// <summary>
/// JSON to values and back. Numbers are decimals, objects contexts, arrays lists. Dates, times and durations are ISO strings when written;
/// reading gives strings, and the value of the type where one is asked for.
/// </summary>
public static class FeelJson
{
    /// <summary>The most arrays and objects inside one another.</summary>
    public const int MaxDepth = 64;

    // A list that holds another twice, and so on, is short in memory and has no end when it is written out.
    private const int MostParts = 5_000_000;

    /// <summary>The value as it stands; numbers that do not fit a decimal, and what lies too deep, become null.</summary>
    public static object? Read(JsonElement json) => Read(json, 0);

    /// <summary>The value of a type; what does not fit is null and told with the path of the field, e.g. <c>lines[2].price</c>.</summary>
    public static object? Read(JsonElement json, FeelType type, ICollection<Diagnostic> diagnostics, SourcePlace? place = null) =>
        new JsonConversion(diagnostics, place ?? SourcePlace.None).Read(json, type, string.Empty, 0);

    public static object? Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return Read(document.RootElement);
    }

    /// <summary>Writes a value; lists and contexts beyond the limits of depth and size become null.</summary>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        var parts = 0;
        Write(writer, value, 0, ref parts);
    }

    public static string Text(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static object? Read(JsonElement json, int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        return json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.TryGetDecimal(out var number) ? number : null,
            JsonValueKind.True => FeelValues.True,
            JsonValueKind.False => FeelValues.False,
            JsonValueKind.Array => json.EnumerateArray().Select(e => Read(e, depth + 1)).ToArray(),
            JsonValueKind.Object => FeelContext.Of(json.EnumerateObject().Select(p => (p.Name, Read(p.Value, depth + 1)))),
            _ => null,
        };
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth, ref int parts)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteRawValue(ValueText.Number(number), skipInputValidation: true);
                break;
            case IReadOnlyList<object?> or IFeelContext when depth > MaxDepth || parts > MostParts:
                writer.WriteNullValue();
                break;
            case IReadOnlyList<object?> list:
                WriteList(writer, list, depth, ref parts);
                break;
            case IFeelContext context:
                WriteContext(writer, context, depth, ref parts);
                break;
            default:
                writer.WriteStringValue(FeelValues.Text(value));
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<object?> list, int depth, ref int parts)
    {
        parts += list.Count;
        writer.WriteStartArray();
        for (var i = 0; i < list.Count; i++)
        {
            Write(writer, list[i], depth + 1, ref parts);
        }

        writer.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter writer, IFeelContext context, int depth, ref int parts)
    {
        parts += context.Count;
        writer.WriteStartObject();
        foreach (var name in context.Names)
        {
            context.TryGet(name, out var value);
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1, ref parts);
        }

        writer.WriteEndObject();
    }
}
