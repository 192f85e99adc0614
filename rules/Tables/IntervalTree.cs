namespace Workflows.Rules.Tables;

/// <summary>
/// Finds the rows whose stretch holds a value. The bounds cut the line into places (each bound, and the gaps beside it); a stretch is
/// kept at the few nodes of a tree over the places that together are it, so that looking up reads one node a level.
/// </summary>
internal sealed class IntervalTree
{
    private readonly decimal[] bounds;
    private readonly RowSet?[] nodes;
    private readonly int leaves = 1;

    /// <param name="stretches">By row: bounds on the line, null for open.</param>
    /// <param name="tableRows">How many rows the table has.</param>
    public IntervalTree(IReadOnlyList<Stretch> stretches, int tableRows)
    {
        bounds = [.. stretches.SelectMany(s => new[] { s.Low, s.High }).OfType<decimal>().Distinct().Order()];
        var places = bounds.Length * 2 + 1;
        while (leaves < places)
        {
            leaves *= 2;
        }

        var rows = new List<int>?[leaves * 2];
        foreach (var stretch in stretches)
        {
            var (first, last) = Places(stretch);
            Put(rows, stretch.Row, first + leaves, last + leaves + 1);
        }

        nodes = [.. rows.Select(r => r is null ? null : new RowSet([.. r.Distinct()], tableRows))];
    }

    /// <summary>Adds the rows whose stretch holds the value.</summary>
    public void AddTo(decimal value, Span<ulong> bits)
    {
        var found = Array.BinarySearch(bounds, value);
        var place = found >= 0 ? found * 2 + 1 : ~found * 2;
        for (var node = place + leaves; node > 0; node /= 2)
        {
            nodes[node]?.AddTo(bits);
        }
    }

    private (int First, int Last) Places(Stretch s)
    {
        var first = s.Low is { } low ? Array.BinarySearch(bounds, low) * 2 + (s.LowIncluded ? 1 : 2) : 0;
        var last = s.High is { } high ? Array.BinarySearch(bounds, high) * 2 + (s.HighIncluded ? 1 : 0) : bounds.Length * 2;
        return (first, last);
    }

    private static void Put(List<int>?[] rows, int row, int from, int end)
    {
        for (; from < end; from /= 2, end /= 2)
        {
            if (from % 2 == 1)
            {
                (rows[from++] ??= []).Add(row);
            }

            if (end % 2 == 1)
            {
                (rows[--end] ??= []).Add(row);
            }
        }
    }
}

/// <summary>A row's stretch on the line of a column.</summary>
internal readonly record struct Stretch(int Row, decimal? Low, bool LowIncluded, decimal? High, bool HighIncluded);
