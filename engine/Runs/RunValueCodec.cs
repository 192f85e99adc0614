using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Runs;

/// <summary>
/// Values as JSON. In histories and snapshots a value that JSON has no form for is an object with one member that names its kind, so that
/// it comes back as what it was; a context whose only member begins with "$" is wrapped for the same reason.
/// </summary>
internal static class RunValueCodec
{
    // Texts stand as they are: escaping every Chinese letter would double a history.
    private static readonly JsonWriterOptions Written =
        new() { SkipValidation = true, MaxDepth = 16384, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] EncodePlain(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, Written))
        {
            Write(writer, value, plain: true);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, object? value, bool plain = false)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case IFeelContext context:
                WriteContext(writer, context, plain);
                break;
            case IReadOnlyList<object?> list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, plain);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteTagged(writer, value, plain);
                break;
        }
    }

    public static object? Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                return ReadContext(json);
            case JsonValueKind.Array:
                var list = new List<object?>(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                {
                    list.Add(Read(item));
                }

                return list;
            case JsonValueKind.Number:
                return json.GetDecimal();
            default:
                return RunValues.FromJson(json);
        }
    }

    private static void WriteContext(Utf8JsonWriter writer, IFeelContext context, bool plain)
    {
        var wrap = !plain && context.Count == 1 && context.Names.First().StartsWith('$');
        if (wrap)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("$context");
        }

        writer.WriteStartObject();
        foreach (var (name, value) in RunValues.Members(context))
        {
            writer.WritePropertyName(name);
            Write(writer, value, plain);
        }

        writer.WriteEndObject();
        if (wrap)
        {
            writer.WriteEndObject();
        }
    }

    private static void WriteTagged(Utf8JsonWriter writer, object value, bool plain)
    {
        var (tag, text) = value switch
        {
            FeelDateTime => ("$moment", FeelValues.Text(value)),
            FeelDate => ("$date", FeelValues.Text(value)),
            FeelTime => ("$time", FeelValues.Text(value)),
            DaysTimeDuration => ("$duration", FeelValues.Text(value)),
            YearsMonthsDuration => ("$months", FeelValues.Text(value)),
            _ => ("$text", RunValues.AsText(value) ?? string.Empty),
        };
        if (plain)
        {
            writer.WriteStringValue(text);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(tag, text);
        writer.WriteEndObject();
    }

    private static object? ReadContext(JsonElement json)
    {
        // Only what stands alone can be a tag: a context of several members is written as it is.
        return json.GetPropertyCount() == 1 && ReadTagged(json.EnumerateObject().First(), out var tagged)
            ? tagged
            : RunValues.Context(json.EnumerateObject().Select(m => new KeyValuePair<string, object?>(m.Name, Read(m.Value))));
    }

    private static FeelType? TypeOf(string tag) => tag switch
    {
        "$moment" => FeelType.DateTime,
        "$date" => FeelType.Date,
        "$time" => FeelType.Time,
        "$duration" => FeelType.DaysTimeDuration,
        "$months" => FeelType.YearsMonthsDuration,
        _ => null,
    };

    private static bool ReadTagged(JsonProperty member, out object? value)
    {
        value = null;
        switch (member.Name)
        {
            case "$context":
                value = RunValues.Context(member.Value.EnumerateObject()
                    .Select(m => new KeyValuePair<string, object?>(m.Name, Read(m.Value))));
                return true;
            case "$text":
                value = member.Value.GetString();
                return true;
            default:
                if (TypeOf(member.Name) is not { } type)
                {
                    return false;
                }

                value = FeelJson.Read(member.Value, type, []);
                return true;
        }
    }
}
