using System.Collections;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>What <c>for</c>, <c>some</c> and <c>every</c> go through.</summary>
internal static class Iteration
{
    private const int MostElements = 100_000_000;

    /// <summary>The elements of a list; a single value alone; the members of a range of numbers or dates. Null: not iterable.</summary>
    public static IReadOnlyList<object?>? Over(object? source, FeelRun run, FeelSpot? at) => source switch
    {
        null => null,
        FeelRange range => OverRange(range, run, at),
        _ => FeelValues.AsList(source),
    };

    /// <summary>From a number or date to another, up or down, both included.</summary>
    public static IReadOnlyList<object?>? Between(object? start, object? end, FeelRun run, FeelSpot? at)
    {
        switch (start, end)
        {
            case (null, _) or (_, null):
                return null;
            // Divided first: the distance of two numbers may be beyond what a number holds.
            case (decimal a, decimal b) when Math.Abs((b / 4) - (a / 4)) < MostElements / 4:
                return new Sequence((int)decimal.Truncate(Math.Abs(b - a)) + 1, i => a + (a <= b ? i : -i));
            case (FeelDate a, FeelDate b) when Math.Abs(b.DayNumber - a.DayNumber) < MostElements:
                return new Sequence((int)Math.Abs(b.DayNumber - a.DayNumber) + 1, i => Day(a.DayNumber + (a <= b ? i : -i)));
            default:
                run.Null(at, FeelReasons.NotIterable(new FeelRange(start, true, end, true)));
                return null;
        }
    }

    private static IReadOnlyList<object?>? OverRange(FeelRange range, FeelRun run, FeelSpot? at)
    {
        var (start, end) = (range.Start, range.End);
        if (range.IsComplement || FeelValues.Compare(start, end) is not { } order || order > 0)
        {
            run.Null(at, FeelReasons.NotIterable(range));
            return null;
        }

        start = range.StartIncluded ? start : Next(start, 1);
        end = range.EndIncluded ? end : Next(end, -1);
        return FeelValues.Compare(start, end) > 0 ? [] : Between(start, end, run, at);
    }

    private static object? Next(object? value, int by) => value switch
    {
        decimal number when Math.Abs(number) < decimal.MaxValue => number + by,
        FeelDate date => Day(date.DayNumber + by),
        _ => null,
    };

    private static object? Day(long number) => FeelDate.TryFromDayNumber(number, out var date) ? date : null;

    /// <summary>A list whose elements are made when they are read.</summary>
    private sealed class Sequence(int count, Func<int, object?> element) : IReadOnlyList<object?>
    {
        public int Count => count;

        public object? this[int index] => element(index);

        public IEnumerator<object?> GetEnumerator() => Enumerable.Range(0, count).Select(element).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
