using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>
/// Example values of one column, one from each stretch that no cell tells apart: the ends that cells name, something between two
/// neighbours, something beyond the last, and null. What holds for the examples holds for all values.
/// </summary>
internal sealed class ColumnAtoms
{
    private ColumnAtoms(IReadOnlyList<object?> values, bool isKnown) => (Values, IsKnown) = (values, isKnown);

    /// <summary>The examples, null last.</summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>Whether they stand for all values; false where a cell could not be read or kinds are mixed.</summary>
    public bool IsKnown { get; }

    public static ColumnAtoms Of(IEnumerable<CellSet?> cells, AllowedValues? allowed)
    {
        var sets = cells.ToList();
        var ends = sets.SelectMany(s => s?.Parts ?? []).SelectMany(p => new[] { p.Low, p.High }).OfType<object>()
            .Concat(allowed?.Choices ?? []).Concat(allowed?.Ranges.SelectMany(r => new[] { r.Low, r.High }).OfType<object>() ?? [])
            .Distinct().ToList();
        if (ends.Select(e => e.GetType()).Distinct().Count() > 1)
        {
            return new ColumnAtoms([null], false);
        }

        var values = ends.FirstOrDefault() switch
        {
            null => [Anything],
            bool => [true, false],
            string => [.. ends, OtherThan(ends)],
            _ => Between(ends),
        };
        var possible = values.Where(v => allowed is null || allowed.Contains(v));
        return new ColumnAtoms([.. possible, null], sets.TrueForAll(s => s is not null));
    }

    /// <summary>Stands for any value where no cell names one.</summary>
    public static object Anything { get; } = "…";

    private static string OtherThan(List<object> known)
    {
        var other = "something else";
        while (known.Contains(other))
        {
            other += " again";
        }

        return other;
    }

    private static List<object> Between(List<object> ends)
    {
        ends.Sort((a, b) => FeelValues.Compare(a, b) ?? 0);
        var values = new List<object>();
        if (Step(ends[0], -1) is { } before)
        {
            values.Add(before);
        }

        for (var i = 0; i < ends.Count; i++)
        {
            values.Add(ends[i]);
            var next = i + 1 < ends.Count ? Middle(ends[i], ends[i + 1]) : Step(ends[i], 1);
            if (next is not null)
            {
                values.Add(next);
            }
        }

        return values;
    }

    private static object? Middle(object low, object high) => (low, high) switch
    {
        // Halved first: the distance of two numbers may be beyond what a number holds.
        (decimal a, decimal b) => (a / 2) + (b / 2),
        (FeelDate a, FeelDate b) => b.DayNumber - a.DayNumber > 1 && FeelDate.TryFromDayNumber((a.DayNumber + b.DayNumber) / 2, out var day)
            ? day : null,
        (FeelTime a, FeelTime b) => FeelTime.OfNano((a.NanoOfDay + b.NanoOfDay) / 2, a.Zone),
        (FeelDateTime a, FeelDateTime b) => a.TryAdd(Half(b.Since(a)), out var moment) ? moment : null,
        (DaysTimeDuration a, DaysTimeDuration b) =>
            DaysTimeDuration.TryOfSeconds((a.TotalSeconds + b.TotalSeconds) / 2, out var span) ? span : null,
        _ => null,
    };

    private static DaysTimeDuration Half(DaysTimeDuration span) =>
        DaysTimeDuration.TryOfSeconds(span.TotalSeconds / 2, out var half) ? half : default;

    private static object? Step(object value, int by) => value switch
    {
        // At the largest number there is nothing beyond.
        decimal number => Math.Abs(number) < decimal.MaxValue - 1 ? number + by : null,
        FeelDate date => date.TryAddDays(by, out var day) ? day : null,
        FeelDateTime moment => moment.TryAdd(DaysTimeDuration.Of(by * 86_400L, 0), out var later) ? later : null,
        DaysTimeDuration span => span.TryAdd(DaysTimeDuration.Of(by * 3600L, 0), out var longer) ? longer : null,
        FeelTime time when by < 0 => time.NanoOfDay > 0 ? FeelTime.OfNano(0, time.Zone) : null,
        FeelTime time => time.NanoOfDay < FeelTime.NanosPerDay - 1 ? FeelTime.OfNano(FeelTime.NanosPerDay - 1, time.Zone) : null,
        _ => null,
    };
}
