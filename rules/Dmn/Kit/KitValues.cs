using System.Globalization;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn.Kit;

/// <summary>Values of test files as FEEL values, and when what a decision gave counts as what was expected.</summary>
internal static class KitValues
{
    /// <summary>Numbers may differ by less than this, as in the kit's own runners.</summary>
    private const decimal Tolerance = 0.00000001m;

    /// <summary>The value; where the file names no type, the text is read as the wanted one.</summary>
    public static object? ToFeel(KitValue? value, FeelType wanted)
    {
        if (value?.Components is { } components)
        {
            var type = wanted as ContextType;
            return FeelContext.Of(components.Select(c => (c.Key, ToFeel(c.Value, type?.FieldType(c.Key) ?? FeelType.Any))));
        }

        if (value?.Items is { } items)
        {
            var element = (wanted as ListType)?.Element ?? FeelType.Any;
            return items.Select(i => ToFeel(i, element)).ToArray();
        }

        return value?.Text is { } text ? Simple(text, value.Type ?? TypeNameOf(wanted)) : null;
    }

    /// <summary>Whether what came out is what was expected.</summary>
    public static bool AreEqual(object? expected, object? found) => (expected, found) switch
    {
        (decimal a, decimal b) => a == b || Math.Abs((a / 4) - (b / 4)) < Tolerance / 4,
        (FeelTime a, FeelTime b) => a.NanoOfDay == b.NanoOfDay && a.Zone?.Offset == b.Zone?.Offset,
        (FeelDateTime a, FeelDateTime b) => a.Date == b.Date && a.Time.NanoOfDay == b.Time.NanoOfDay && a.OffsetSeconds == b.OffsetSeconds,
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second)),
        (IFeelContext a, IFeelContext b) => a.Count == b.Count && a.Names.All(n =>
            a.TryGet(n, out var x) && b.TryGet(n, out var y) && AreEqual(x, y)),
        _ => FeelValues.AreEqual(expected, found) == true,
    };

    private static string? TypeNameOf(FeelType type) => type.Kind switch
    {
        FeelKind.Number => "decimal",
        FeelKind.Boolean => "boolean",
        FeelKind.Date => "date",
        FeelKind.Time => "time",
        FeelKind.DateTime => "dateTime",
        FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration => "duration",
        _ => null,
    };

    private static object? Simple(string text, string? type) => type switch
    {
        "decimal" or "double" or "float" or "integer" or "int" or "long" or "short" => Number(text.Trim()),
        "boolean" => FeelValues.Box(text.Trim() is "true" or "1"),
        "date" => FeelIso.TryDate(text.Trim(), out var date) ? date : text,
        "time" => FeelIso.TryTime(text.Trim(), out var time) ? time : text,
        "dateTime" => FeelIso.TryDateTime(text.Trim(), out var moment) ? moment : text,
        "duration" or "dayTimeDuration" or "yearMonthDuration" => FeelIso.TryDuration(text.Trim(), out var duration) ? duration : text,
        _ => text,
    };

    private static object Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
}
