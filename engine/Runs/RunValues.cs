using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Runs;

/// <summary>Makes, reads and compares the values that variables, inputs and outputs hold.</summary>
public static class RunValues
{
    /// <summary>A context of named values; of two with one name the later counts.</summary>
    public static object Context(IEnumerable<KeyValuePair<string, object?>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return FeelContext.Of(members);
    }

    /// <summary>The members of a context; empty for every other value.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Members(object? value) =>
        value is IFeelContext context
            ? context.Names.Select(name => new KeyValuePair<string, object?>(name, context.TryGet(name, out var member) ? member : null))
            : [];

    /// <summary>A member of a context, by its exact name, else without regard to case.</summary>
    public static bool TryGet(object? value, string name, out object? member)
    {
        member = null;
        if (value is not IFeelContext context)
        {
            return false;
        }

        if (context.TryGet(name, out member))
        {
            return true;
        }

        var near = context.Names.FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase));
        return near is not null && context.TryGet(near, out member);
    }

    /// <summary>A number's digits as a value; one beyond the range of decimal becomes text.</summary>
    public static object NumberOf(string digits) =>
        decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : digits;

    /// <summary>The value as text: texts as they are, numbers without needless zeros, structures as JSON; null stays null.</summary>
    public static string? AsText(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "True" : "False",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IFeelContext or IReadOnlyList<object?> => Encoding.UTF8.GetString(RunValueCodec.EncodePlain(value)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>JSON as a value.</summary>
    public static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => NumberOf(json.GetRawText()),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToList(),
        JsonValueKind.Object => Context(json.EnumerateObject().Select(m => new KeyValuePair<string, object?>(m.Name, FromJson(m.Value)))),
        _ => null,
    };

    /// <summary>The value as JSON for others to read: moments and durations as ISO texts.</summary>
    public static JsonElement ToJson(object? value)
    {
        using var document = JsonDocument.Parse(RunValueCodec.EncodePlain(value));
        return document.RootElement.Clone();
    }
}
