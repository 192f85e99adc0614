using System.Text.Json;

namespace Workflows.Engine.Definitions;

/// <summary>
/// A JSON value that knows where it stands in its text. Unknown members are kept in their order, numbers as they were written, so that
/// writing it again loses nothing. Immutable.
/// </summary>
public sealed class JsonPart
{
    private static readonly IReadOnlyList<JsonPart> NoItems = [];
    private static readonly IReadOnlyList<KeyValuePair<string, JsonPart>> NoMembers = [];

    internal JsonPart(JsonValueKind kind, int offset, string? text = null)
    {
        Kind = kind;
        Offset = offset;
        Text = text;
    }

    public JsonValueKind Kind { get; }

    /// <summary>Where it begins, in bytes of the UTF-8 text; -1 for a part that was made, not read.</summary>
    public int Offset { get; }

    /// <summary>The text of a string, the digits of a number, else null.</summary>
    public string? Text { get; }

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<JsonPart> Items { get; internal init; } = NoItems;

    /// <summary>The members of an object in the order of the text.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonPart>> Members { get; internal init; } = NoMembers;

    /// <summary>
    /// A member by name: the exact name first, then without regard to case; null when there is none or its value is null.
    /// </summary>
    public JsonPart? this[string name]
    {
        get
        {
            JsonPart? found = null;
            foreach (var (key, value) in Members)
            {
                if (string.Equals(key, name, StringComparison.Ordinal))
                {
                    return value.Kind == JsonValueKind.Null ? null : value;
                }

                if (found is null && string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                {
                    found = value;
                }
            }

            return found is null || found.Kind == JsonValueKind.Null ? null : found;
        }
    }

    /// <summary>The items of a list as Elsa writes one: an array, an object with <c>$values</c>, or one object alone.</summary>
    public IReadOnlyList<JsonPart> List => Kind switch
    {
        JsonValueKind.Array => Items,
        JsonValueKind.Object when this["$values"] is { } values => values.List,
        JsonValueKind.Object => [this],
        _ => NoItems,
    };

    /// <summary>The value as text: a string, a number's digits, true or false; null for everything else.</summary>
    public string? AsText() => Kind switch
    {
        JsonValueKind.String or JsonValueKind.Number => Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>True for true and for the text "true"; null when it is neither true nor false.</summary>
    public bool? AsFlag() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(Text, out var flag) => flag,
        _ => null,
    };

    /// <summary>Writes the value; what was read comes out the same but for white space.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, value) in Members)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteScalar(writer);
                break;
        }
    }

    /// <summary>The same object with one member set (or, with null, removed); order is kept, a new member comes last.</summary>
    internal JsonPart With(string name, JsonPart? value)
    {
        var members = new List<KeyValuePair<string, JsonPart>>(Members.Count + 1);
        var found = false;
        foreach (var member in Members)
        {
            if (!string.Equals(member.Key, name, StringComparison.Ordinal))
            {
                members.Add(member);
            }
            else if (value is not null && !found)
            {
                members.Add(new(name, value));
            }

            found |= string.Equals(member.Key, name, StringComparison.Ordinal);
        }

        if (!found && value is not null)
        {
            members.Add(new(name, value));
        }

        return new JsonPart(JsonValueKind.Object, Offset) { Members = members };
    }

    internal static JsonPart OfText(string text) => new(JsonValueKind.String, -1, text);

    internal static JsonPart OfNumber(string digits) => new(JsonValueKind.Number, -1, digits);

    internal static JsonPart OfFlag(bool flag) => new(flag ? JsonValueKind.True : JsonValueKind.False, -1);

    internal static JsonPart OfList(IReadOnlyList<JsonPart> items) => new(JsonValueKind.Array, -1) { Items = items };

    internal static JsonPart OfMembers(IReadOnlyList<KeyValuePair<string, JsonPart>> members) =>
        new(JsonValueKind.Object, -1) { Members = members };

    private void WriteScalar(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Text!, skipInputValidation: true);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(Kind == JsonValueKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
