using System.Globalization;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Facts;

/// <summary>Facts and their values to and from plain text, as spreadsheets and CSV files hold them.</summary>
public static class FactText
{
    /// <summary>
    /// Reads a fact from texts by field name. An empty text leaves the field empty; a time may be written <c>08:00</c>, a boolean
    /// <c>true</c> or <c>false</c>.
    /// </summary>
    /// <param name="type">What it must be.</param>
    /// <param name="cells">The texts by field name; they come from outside.</param>
    /// <param name="path">How messages name the whole, such as "orders.csv row 12".</param>
    public static FactReading Read(FactType type, IEnumerable<KeyValuePair<string, string>> cells, string? path = null)
    {
        path ??= type.Name;
        var found = new List<Diagnostic>();
        var values = new object?[type.Fields.Count];
        foreach (var (name, text) in cells)
        {
            var at = $"{path}.{name}";
            if (type.IndexOf(name) is not (>= 0 and var index))
            {
                found.Add(FactProblems.UnknownField(at, type, name));
                continue;
            }

            var field = type.Fields[index];
            var cell = text.Trim();
            if (cell.Length > 0 && !TryReadCell(field, cell, out values[index]))
            {
                found.Add(FactProblems.WrongType(at, field, $"\"{cell}\""));
            }
        }

        return FactJson.Finish(type, values, path, found);
    }

    /// <summary>Reads one value of a type from its text; false when the text is none.</summary>
    public static bool TryParse(FeelType type, string text, out object? value)
    {
        value = null;
        if (type == FeelType.String || type == FeelType.Any)
        {
            value = text;
        }
        else if (type == FeelType.Number)
        {
            value = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) ? number : null;
        }
        else if (type == FeelType.Boolean)
        {
            value = text switch { "true" or "TRUE" or "True" => true, "false" or "FALSE" or "False" => false, _ => null };
        }
        else
        {
            value = ParseMoment(type.Kind, text);
        }

        return value is not null;
    }

    /// <summary>A value as plain text; a string as it is, everything else as FEEL writes it.</summary>
    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        LocalizedText text => text.En,
        RuleFact fact => fact.ToString(),
        IReadOnlyList<object?> list => "[" + string.Join(", ", list.Take(20).Select(Of)) + (list.Count > 20 ? ", …]" : "]"),
        _ => FeelValues.Text(value),
    };

    private static bool TryReadCell(FactField field, string cell, out object? value)
    {
        value = null;
        if (field.IsText)
        {
            value = new LocalizedText(cell, null);
            return true;
        }

        if (field.Type is not ListType { Element: var element })
        {
            return TryParse(field.Type, cell, out value);
        }

        var items = new List<object?>();
        foreach (var part in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParse(element, part, out var item))
            {
                return false;
            }

            items.Add(item);
        }

        value = items.ToArray();
        return true;
    }

    private static object? ParseMoment(FeelKind kind, string text) => kind switch
    {
        FeelKind.Date => FeelIso.TryDate(text, out var date) ? date : null,
        FeelKind.Time => FeelIso.TryTime(text.Length == 5 && text[2] == ':' ? text + ":00" : text, out var time) ? time : null,
        FeelKind.DateTime => FeelIso.TryDateTime(text, out var moment) ? moment : null,
        FeelKind.DaysTimeDuration => FeelIso.TryDuration(text, out var span) ? span as DaysTimeDuration? : null,
        FeelKind.YearsMonthsDuration => FeelIso.TryDuration(text, out var span) ? span as YearsMonthsDuration? : null,
        _ => null,
    };
}
