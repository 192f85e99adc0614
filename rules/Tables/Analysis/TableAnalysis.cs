using System.Collections;
using Workflows.Rules.Facts;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>
/// Looks for examples that two rows match or that none does. A cell that only evaluation can tell is never blamed: for gaps it counts as
/// taking everything, for overlaps as taking nothing.
/// </summary>
internal sealed class TableAnalysis
{
    private const int MostRows = 2000;
    private const int MostSteps = 200_000;
    private const int MostOverlaps = 20;
    private readonly int _rows;
    private readonly ColumnAtoms[] _atoms;

    // For each column and row the examples it takes; one array for what it may take, one for what it certainly takes.
    private readonly BitArray[][] _may;
    private readonly BitArray[][] _does;
    private int _steps;

    private TableAnalysis(IReadOnlyList<IReadOnlyList<string?>> cells, IReadOnlyList<AllowedValues?> allowed)
    {
        _rows = cells.Count;
        _atoms = new ColumnAtoms[allowed.Count];
        _may = new BitArray[allowed.Count][];
        _does = new BitArray[allowed.Count][];
        for (var column = 0; column < allowed.Count; column++)
        {
            var sets = cells.Select(r => CellSet.Read(r[column])).ToList();
            var atoms = ColumnAtoms.Of(sets, allowed[column]);
            _atoms[column] = atoms;
            _may[column] = [.. sets.Select(s => BitsOf(atoms, s, unknown: true))];
            _does[column] = [.. sets.Select(s => BitsOf(atoms, s, unknown: false))];
        }
    }

    /// <param name="policy">What overlaps and order mean.</param>
    /// <param name="cells">The texts of the input cells, row by row; null for any value.</param>
    /// <param name="allowed">The values each input may take.</param>
    /// <param name="hasOtherwise">Whether something is given where no row matches.</param>
    public static IReadOnlyList<TableFinding> Run(
        HitPolicy policy, IReadOnlyList<IReadOnlyList<string?>> cells, IReadOnlyList<AllowedValues?> allowed, bool hasOtherwise)
    {
        if (cells.Count is 0 or > MostRows || allowed.Count == 0)
        {
            return [];
        }

        var analysis = new TableAnalysis(cells, allowed);
        var found = new List<TableFinding>();
        if (policy == HitPolicy.Unique)
        {
            found.AddRange(analysis.Overlaps());
        }
        else if (policy == HitPolicy.First)
        {
            found.AddRange(analysis.Hidden());
        }

        if (!hasOtherwise && policy is not (HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder)
            && analysis.Gap() is { } gap)
        {
            found.Add(gap);
        }

        return found;
    }

    private static BitArray BitsOf(ColumnAtoms atoms, CellSet? set, bool unknown)
    {
        var bits = new BitArray(atoms.Values.Count);
        for (var i = 0; i < bits.Count; i++)
        {
            bits[i] = set is null ? unknown : set.Contains(atoms.Values[i]);
        }

        return bits;
    }

    private List<TableFinding> Overlaps()
    {
        var found = new List<TableFinding>();
        for (var second = 1; second < _rows && found.Count < MostOverlaps; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (Common(first, second) is { } example)
                {
                    found.Add(new TableFinding(TableFindingKind.Overlap, [first, second], example));
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>An example that both rows take; null where there is none.</summary>
    private object?[]? Common(int first, int second)
    {
        var example = new object?[_atoms.Length];
        for (var column = 0; column < example.Length; column++)
        {
            var at = FirstCommon(_does[column][first], _does[column][second]);
            if (at < 0)
            {
                return null;
            }

            example[column] = _atoms[column].Values[at];
        }

        return example;
    }

    private static int FirstCommon(BitArray a, BitArray b)
    {
        for (var i = 0; i < a.Count; i++)
        {
            if (a[i] && b[i])
            {
                return i;
            }
        }

        return -1;
    }

    private List<TableFinding> Hidden()
    {
        var found = new List<TableFinding>();
        for (var second = 1; second < _rows && found.Count < MostOverlaps; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (Covers(first, second) && Common(first, second) is { } example)
                {
                    found.Add(new TableFinding(TableFindingKind.Hidden, [first, second], example));
                    break;
                }
            }
        }

        return found;
    }

    private bool Covers(int first, int second)
    {
        for (var column = 0; column < _atoms.Length; column++)
        {
            var (outer, inner) = (_does[column][first], _may[column][second]);
            for (var i = 0; i < inner.Count; i++)
            {
                if (inner[i] && !outer[i])
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>An example that no row takes, one without null before one with it.</summary>
    private TableFinding? Gap()
    {
        foreach (var withNull in new[] { false, true })
        {
            var example = new object?[_atoms.Length];
            _steps = 0;
            if (FindGap(0, [.. Enumerable.Range(0, _rows)], example, withNull))
            {
                return new TableFinding(TableFindingKind.Gap, [], example);
            }
        }

        return null;
    }

    /// <summary>Goes through the columns with the rows that still may match; examples that the same rows take are tried once.</summary>
    private bool FindGap(int column, List<int> rows, object?[] example, bool withNull)
    {
        if (++_steps > MostSteps)
        {
            return false;
        }

        if (column == _atoms.Length)
        {
            return rows.Count == 0;
        }

        var seen = new HashSet<string>();
        for (var i = 0; i < _atoms[column].Values.Count; i++)
        {
            if (_atoms[column].Values[i] is null && !withNull)
            {
                continue;
            }

            var left = rows.FindAll(r => _may[column][r][i]);
            example[column] = _atoms[column].Values[i];
            if (seen.Add(string.Join(',', left)) && FindGap(column + 1, left, example, withNull))
            {
                return true;
            }
        }

        return false;
    }
}
