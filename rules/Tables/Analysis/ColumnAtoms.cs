using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>
/// Example values of one column, one from each stretch that no cell tells apart: the ends that cells name, something between two
/// neighbours, something beyond the last, and null. What holds for the examples holds for all values.
/// </summary>
internal sealed class ColumnAtoms
{
    private readonly Dictionary<object, int>? _places;

    private ColumnAtoms(IReadOnlyList<object?> values, bool isOrdered)
    {
        Values = values;
        _places = isOrdered ? null : values.OfType<object>().Index().ToDictionary(v => v.Item, v => v.Index);
    }

    /// <summary>The examples: in order where the values have one, null last.</summary>
    public IReadOnlyList<object?> Values { get; }

    public static ColumnAtoms Of(IReadOnlyList<CellSet?> cells, AllowedValues? allowed)
    {
        var parts = cells.SelectMany(s => s?.Parts ?? []).ToList();
        var ends = parts.SelectMany(p => new[] { p.Low, p.High }).OfType<object>()
            .Concat(allowed?.Choices ?? []).Concat(allowed?.Ranges.SelectMany(r => new[] { r.Low, r.High }).OfType<object>() ?? [])
            .Distinct().ToList();
        if (ends.Select(KindOf).Distinct().Count() > 1)
        {
            return new ColumnAtoms([null], false);
        }

        // Texts that are only compared for equality need no order, and an example between two of them would help nobody.
        var isOrdered = ends.FirstOrDefault() is not (null or bool or string) || parts.Exists(p => p.Low is null || !p.Low.Equals(p.High));
        List<object> values = ends.FirstOrDefault() switch
        {
            null => [Anything],
            bool => [true, false],
            string when !isOrdered => [.. ends, OtherThan(ends)],
            _ => Between(ends, allowed?.IsWhole == true),
        };
        return new ColumnAtoms([.. values.Where(v => allowed is null || allowed.Contains(v)), null], isOrdered && ends.Count > 0);
    }

    /// <summary>Stands for any value where no cell names one.</summary>
    public static object Anything { get; } = "…";

    /// <summary>The places of the examples that a cell takes.</summary>
    public PlaceRanges PlacesOf(CellSet set)
    {
        var last = Values.Count - 1;
        if (set.Parts is null)
        {
            return PlaceRanges.All(Values.Count);
        }

        var found = PlaceRanges.Of(set.Parts.Select(PlacesOf));
        found = set.IsNegated ? found.Without(last) : found;
        return set.HasNull() ? found.With(last) : found;
    }

    private (int From, int To) PlacesOf(CellPart part)
    {
        if (_places is not null)
        {
            return part.Low is not null && _places.TryGetValue(part.Low, out var place) ? (place, place) : (0, -1);
        }

        // Without null, which stands last.
        var count = Values.Count - 1;
        var from = part.Low is null ? 0 : First(count, v => FeelValues.Compare(v, part.Low) is { } order
            && (part.LowIncluded ? order >= 0 : order > 0));
        var end = part.High is null ? count : First(count, v => FeelValues.Compare(v, part.High) is { } order
            && (part.HighIncluded ? order > 0 : order >= 0));
        return (from, end - 1);
    }

    /// <summary>The first example, by halving, from which on something holds; their number where it never does.</summary>
    private int First(int count, Func<object?, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(Values[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static object KindOf(object value) => Axis.Of(value).Kind is not AxisKind.None and var kind ? kind : value.GetType();

    private static string OtherThan(List<object> known)
    {
        var other = "something else";
        while (known.Contains(other))
        {
            other += " again";
        }

        return other;
    }

    private static List<object> Between(List<object> ends, bool isWhole)
    {
        ends.Sort((a, b) => FeelValues.Compare(a, b) ?? 0);
        var values = new List<object>();
        var before = ExampleValues.Beyond(ends[0], -1);
        before = isWhole ? ExampleValues.Whole(before, null, ends[0]) : before;
        if (before is not null)
        {
            values.Add(before);
        }

        for (var i = 0; i < ends.Count; i++)
        {
            values.Add(ends[i]);
            var next = i + 1 < ends.Count ? ExampleValues.Between(ends[i], ends[i + 1]) : ExampleValues.Beyond(ends[i], 1);
            next = isWhole ? ExampleValues.Whole(next, ends[i], i + 1 < ends.Count ? ends[i + 1] : null) : next;
            if (next is not null)
            {
                values.Add(next);
            }
        }

        return values;
    }
}
