namespace Workflows.Rules.Tables.Analysis;

/// <summary>
/// Looks for an example that no row takes: goes through the columns with the rows that still may match. Where the same rows are left as
/// before, nothing new is found.
/// </summary>
/// <param name="atoms">The examples of each column.</param>
/// <param name="may">For each column and row the places of the examples that it may take.</param>
/// <param name="rows">How many rows there are.</param>
internal sealed class TableGap(IReadOnlyList<ColumnAtoms> atoms, PlaceRanges[][] may, int rows)
{
    private const int MostSteps = 5_000_000;
    private readonly object?[] _example = new object?[may.Length];
    private readonly HashSet<(int Column, UInt128 Rows)> _seen = [];
    private bool _withNull;
    private int _steps;

    /// <summary>
    /// Adds the gap, if there is one; an example without null before one with it. False where there was too much to go through.
    /// </summary>
    public bool Add(bool asksNull, List<TableFinding> found)
    {
        foreach (var withNull in asksNull ? new[] { false, true } : [false])
        {
            _withNull = withNull;
            _seen.Clear();
            if (Find(0, [.. Enumerable.Range(0, rows)]))
            {
                found.Add(new TableFinding(TableFindingKind.Gap, [], _example));
                return true;
            }
        }

        return _steps <= MostSteps;
    }

    private bool Find(int column, IReadOnlyCollection<int> left)
    {
        if (left.Count == 0)
        {
            return TryFill(column);
        }

        if (column == may.Length || _steps > MostSteps || !_seen.Add((column, HashOf(left))))
        {
            return false;
        }

        foreach (var (place, matching) in Stretches(column, left))
        {
            _steps += matching.Count + 1;
            _example[column] = atoms[column].Values[place];
            if (Find(column + 1, [.. matching]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Any values for the columns that are left; false where one has none.</summary>
    private bool TryFill(int from)
    {
        for (var column = from; column < may.Length; column++)
        {
            if (LimitOf(column) == 0)
            {
                return false;
            }

            _example[column] = atoms[column].Values[0];
        }

        return true;
    }

    private int LimitOf(int column) => atoms[column].Values.Count - (_withNull ? 0 : 1);

    /// <summary>A place from each stretch in which the same rows match, with these rows.</summary>
    private IEnumerable<(int Place, HashSet<int> Rows)> Stretches(int column, IReadOnlyCollection<int> left)
    {
        var limit = LimitOf(column);
        var changes = left.SelectMany(row => may[column][row].Ranges.SelectMany(r =>
            new[] { (At: r.From, Row: row, Begins: true), (At: r.To + 1, Row: row, Begins: false) })).OrderBy(c => c.At).ToList();
        var matching = new HashSet<int>();
        var next = 0;
        for (var place = 0; place < limit; place = next < changes.Count ? changes[next].At : limit)
        {
            for (; next < changes.Count && changes[next].At <= place; next++)
            {
                _ = changes[next].Begins ? matching.Add(changes[next].Row) : matching.Remove(changes[next].Row);
            }

            yield return (place, matching);
        }
    }

    /// <summary>The same for the same rows in any order, and hardly ever for others.</summary>
    private static UInt128 HashOf(IReadOnlyCollection<int> left)
    {
        UInt128 sum = 0;
        foreach (var row in left)
        {
            sum += new UInt128(Mixed((ulong)row + 1), Mixed((ulong)row + 0x9E3779B97F4A7C15));
        }

        return sum;
    }

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
