namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Filters by index, and those of which only evaluation tells whether they are an index or a condition.</summary>
internal static class Filters
{
    /// <summary>The element at an index from 1, or from the end where it is negative.</summary>
    public static object? At(object? source, object? index, FeelRun run, FeelSpot at)
    {
        if (source is null || index is not decimal number)
        {
            return null;
        }

        var list = FeelValues.AsList(source)!;
        var place = number > 0 ? number - 1 : list.Count + number;
        return number != 0 && place >= 0 && place < list.Count && decimal.IsInteger(number)
            ? list[(int)place] : run.Null(at, FeelReasons.IndexOutside(number, list.Count));
    }

    public static object? Select(object? source, Func<object?, object?> filter, FeelRun run, FeelSpot at)
    {
        if (Access.Elements(source) is not { } elements)
        {
            return null;
        }

        var first = filter(elements.Length == 0 ? null : elements[0]);
        if (first is decimal)
        {
            return At(source, first, run, at);
        }

        var kept = new List<object?>();
        for (var i = 0; i < elements.Length && run.Step(); i++)
        {
            var found = i == 0 ? first : filter(elements[i]);
            if (Ternary.Of(found, run, at) == Ternary.True)
            {
                kept.Add(elements[i]);
            }
        }

        return kept.ToArray();
    }
}
