using System.Globalization;

namespace Workflows.Engine.Definitions.Building;

/// <summary>JSON from what C# has.</summary>
internal static class Parts
{
    public static JsonPart Object(params (string Name, object? Value)[] members) => JsonPart.OfMembers(
        [.. members.Where(m => m.Value is not null).Select(m => new KeyValuePair<string, JsonPart>(m.Name, Of(m.Value!)))]);

    /// <summary>A value: a part as it is, texts, numbers, true and false, lists of these; everything else as its text.</summary>
    public static JsonPart Of(object value) => value switch
    {
        JsonPart part => part,
        string text => JsonPart.OfText(text),
        bool flag => JsonPart.OfFlag(flag),
        Expr expression => expression.ToPart(),
        Step step => step.ToPart(),
        IEnumerable<object?> list => JsonPart.OfList([.. list.OfType<object>().Select(Of)]),
        int or long or decimal or double => JsonPart.OfNumber(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        TimeSpan time => JsonPart.OfText(time.ToString("c", CultureInfo.InvariantCulture)),
        _ => JsonPart.OfText(value.ToString() ?? string.Empty),
    };
}
