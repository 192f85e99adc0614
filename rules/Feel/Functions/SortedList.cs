namespace Workflows.Rules.Feel.Functions;

/// <summary>
/// Sorts by a function of an expression: merging from the bottom up, which is stable, asks n·log n times at most and ends even where the
/// function contradicts itself.
/// </summary>
internal static class SortedList
{
    /// <summary>The sorted list; null with a reason where the function does not give true or false.</summary>
    public static object? Of(IReadOnlyList<object?> list, FeelFunction precedes, FeelRun run)
    {
        object?[] from = [.. list];
        var to = new object?[from.Length];
        for (var width = 1; width < from.Length; width *= 2)
        {
            for (var start = 0; start < from.Length; start += width * 2)
            {
                if (!Merge(from, to, start, width, precedes, run))
                {
                    return run.Null(FunctionReasons.NotBoolean);
                }
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private static bool Merge(object?[] from, object?[] to, int start, int width, FeelFunction precedes, FeelRun run)
    {
        var (left, middle) = (start, Math.Min(start + width, from.Length));
        var (right, end) = (middle, Math.Min(start + width * 2, from.Length));
        for (var at = start; at < end; at++)
        {
            var takeRight = left == middle;
            if (left < middle && right < end)
            {
                if (!run.Step() || precedes.Invoke([from[right], from[left]], run) is not bool isBefore)
                {
                    return false;
                }

                takeRight = isBefore;
            }

            to[at] = takeRight ? from[right++] : from[left++];
        }

        return true;
    }
}
