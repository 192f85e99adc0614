using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Workflows.Engine.Runs;

/// <summary>
/// Values as JSON. In histories and snapshots a value that JSON has no form for is an object with one member that names its kind, so that
/// it comes back as what it was; a context whose only member begins with "$" is wrapped for the same reason.
/// </summary>
internal static class RunValueCodec
{
    public static byte[] Encode(object? value) => Encode(value, plain: false);

    public static byte[] EncodePlain(object? value) => Encode(value, plain: true);

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
            case IReadOnlyDictionary<string, object?> context:
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

    private static byte[] Encode(object? value, bool plain)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = 16384 }))
        {
            Write(writer, value, plain);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteContext(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> context, bool plain)
    {
        var wrap = !plain && context.Count == 1 && context.Keys.First().StartsWith('$');
        if (wrap)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("$context");
        }

        writer.WriteStartObject();
        foreach (var (name, value) in context)
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
            DateTimeOffset moment => ("$moment", moment.ToString("O", CultureInfo.InvariantCulture)),
            TimeSpan duration => ("$duration", duration.ToString("c", CultureInfo.InvariantCulture)),
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
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        var count = 0;
        foreach (var member in json.EnumerateObject())
        {
            if (count++ == 0 && member.Name.StartsWith('$') && ReadTagged(member, out var tagged))
            {
                return tagged;
            }

            members[member.Name] = Read(member.Value);
        }

        return members;
    }

    private static bool ReadTagged(JsonProperty member, out object? value)
    {
        value = null;
        switch (member.Name)
        {
            case "$context":
                value = RunValues.Context(member.Value.EnumerateObject()
                    .Select(m => new KeyValuePair<string, object?>(m.Name, Read(m.Value))));
                return true;
            case "$moment" when member.Value.GetString() is { } text:
                value = DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
                return true;
            case "$duration" when member.Value.GetString() is { } text:
                value = TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture);
                return true;
            case "$text":
                value = member.Value.GetString();
                return true;
            default:
                return false;
        }
    }
}
