using System.Globalization;
using System.Text;
using Workflows.Engine.Runs;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Expressions;

/// <summary>Brings values into declared types.</summary>
internal static class ValueConversion
{
    /// <summary>The value in the type; false when it cannot be one. Null is of every type.</summary>
    public static bool TryConvert(object? value, TypeAlias type, out object? converted)
    {
        converted = value is null ? null : Convert(value, type);
        return value is null || converted is not null;
    }

    private static object? Convert(object value, TypeAlias type) => type.Kind switch
    {
        TypeKind.Text => RunValues.AsText(value),
        TypeKind.Flag => Flag(value),
        TypeKind.Whole => Number(value) is decimal number && Whole(number, type) is { } whole ? whole : null,
        TypeKind.StatusCode => StatusCode(value, type),
        TypeKind.Number => Number(value),
        TypeKind.Guid => Guid.TryParse(value as string, out var id) ? id.ToString() : null,
        TypeKind.Moment => Moment(value),
        TypeKind.Date => value is FeelDate ? value : Parsed(value, FeelType.Date),
        TypeKind.Time => value is FeelTime ? value : Parsed(value, FeelType.Time),
        TypeKind.Duration => Duration(value),
        TypeKind.Structure => value is string text && Json(text, out var parsed) ? parsed : value,
        TypeKind.List => List(value, type.Element!),
        _ => value,
    };

    private static object? Flag(object value) => value switch
    {
        bool => value,
        string text when bool.TryParse(text, out var flag) => flag,
        decimal number => number != 0,
        _ => null,
    };

    private static object? Number(object value) => value switch
    {
        decimal => value,
        bool flag => flag ? 1m : 0m,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    // Older definitions name a status code: OK, NotFound.
    private static decimal? StatusCode(object value, TypeAlias type) =>
        value is string text && StatusCodeNames.Find(text) is { } code ? code
            : Number(value) is decimal number ? Whole(number, type) : null;

    private static decimal? Whole(decimal number, TypeAlias type)
    {
        var whole = Math.Round(number, MidpointRounding.ToEven);
        return whole >= type.Least && whole <= type.Most ? whole : null;
    }

    private static object? Moment(object value) => value switch
    {
        FeelDateTime => value,
        FeelDate date => new FeelDateTime(date, default),
        string text => Parsed(text, FeelType.DateTime) ?? Spelled(text),
        _ => null,
    };

    // What people and other systems write beside ISO 8601: "2026-03-01 08:00:00 +08:00", "03/01/2026 08:00:00".
    private static FeelDateTime? Spelled(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? FeelDateTime.Of(at)
            : null;

    private static object? Duration(object value)
    {
        if (value is DaysTimeDuration or YearsMonthsDuration)
        {
            return value;
        }

        if (value is not string text)
        {
            return null;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return DaysTimeDuration.Of(span);
        }

        return Parsed(text, FeelType.DaysTimeDuration) ?? Parsed(text, FeelType.YearsMonthsDuration);
    }

    private static object? Parsed(object value, FeelType type)
    {
        if (value is not string text)
        {
            return null;
        }

        var problems = new List<Workflows.Rules.Diagnostic>();
        var read = FeelJson.Read(System.Text.Json.JsonSerializer.SerializeToElement(text), type, problems);
        return problems.Count == 0 ? read : null;
    }

    private static bool Json(string text, out object? value)
    {
        var (part, problem) = new Definitions.JsonPartReader(string.Empty, Encoding.UTF8.GetBytes(text)).Read();
        value = problem is null ? TypeAliases.ValueOf(part) : null;
        return problem is null;
    }

    private static List<object?>? List(object value, TypeAlias element)
    {
        var source = value is string text && text.AsSpan().TrimStart().StartsWith("[") && Json(text, out var parsed) ? parsed : value;
        var items = new List<object?>();
        foreach (var item in source as IReadOnlyList<object?> ?? [source])
        {
            if (!TryConvert(item, element, out var converted))
            {
                return null;
            }

            items.Add(converted);
        }

        return items;
    }
}
