using Workflows.Rules.Facts;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>
/// Looks for examples that two rows match or that none does. A cell that only evaluation can tell is never blamed: for gaps it counts as
/// taking everything, for overlaps as taking nothing. Where a table is too large to be looked through, that is said.
/// </summary>
internal sealed class TableAnalysis
{
    private const int MostRows = 20_000;
    private const int MostPairs = 10_000_000;
    private const int MostFound = 20;
    private const int EnoughFound = 1000;

    // Never says equal, so that halving ends behind all that are.
    private static readonly IComparer<int> AfterEqual = Comparer<int>.Create((a, b) => a <= b ? -1 : 1);
    private readonly int _rows;
    private readonly ColumnAtoms[] _atoms;

    // For each column and row the places of the examples that it may take, and of those that it certainly takes.
    private readonly PlaceRanges[][] _may;
    private readonly PlaceRanges[][] _does;

    private TableAnalysis(TablePlan plan, IReadOnlyList<AllowedValues?> allowed)
    {
        _rows = plan.Rows.Count;
        _atoms = new ColumnAtoms[allowed.Count];
        _may = new PlaceRanges[allowed.Count][];
        _does = new PlaceRanges[allowed.Count][];
        for (var column = 0; column < allowed.Count; column++)
        {
            var sets = plan.Rows.Select(r => CellSet.Of(r.Tests[column])).ToList();
            var atoms = ColumnAtoms.Of(sets, allowed[column]);
            _atoms[column] = atoms;
            _does[column] = [.. sets.Select(s => s is null ? PlaceRanges.None : atoms.PlacesOf(s))];
            _may[column] = [.. sets.Select((s, row) => s is null ? PlaceRanges.All(atoms.Values.Count) : _does[column][row])];
        }
    }

    /// <param name="plan">The table; what a hit policy forbids and what order means are told by it.</param>
    /// <param name="allowed">The values that each input may take.</param>
    /// <param name="hasOtherwise">Whether something is given where no row matches.</param>
    /// <param name="asksNull">Whether it is a gap that nothing is given for inputs that are null.</param>
    public static IReadOnlyList<TableFinding> Run(
        TablePlan plan, IReadOnlyList<AllowedValues?> allowed, bool hasOtherwise, bool asksNull = true)
    {
        if (plan.Rows.Count == 0 || allowed.Count == 0)
        {
            return [];
        }

        if (plan.Rows.Count > MostRows)
        {
            return [TableFinding.Unchecked];
        }

        var analysis = new TableAnalysis(plan, allowed);
        var found = new List<TableFinding>();
        var isComplete = plan.Policy is not (HitPolicy.Unique or HitPolicy.First) || analysis.AddPairs(plan.Policy, found);
        if (!hasOtherwise && plan.Policy is not (HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder))
        {
            isComplete &= new TableGap(analysis._atoms, analysis._may, plan.Rows.Count).Add(asksNull, found);
        }

        return isComplete ? found : [.. found, TableFinding.Unchecked];
    }

    /// <summary>
    /// Adds rows that overlap an earlier one, or that an earlier one hides. Only rows that meet in the column that tells most apart are
    /// compared. False where there were too many.
    /// </summary>
    private bool AddPairs(HitPolicy policy, List<TableFinding> found)
    {
        var places = policy == HitPolicy.Unique ? _does : _may;
        var kind = policy == HitPolicy.Unique ? TableFindingKind.Overlap : TableFindingKind.Hidden;
        var order = Enumerable.Range(0, _rows).Where(r => places.All(c => !c[r].IsEmpty)).ToArray();
        var column = places.MinBy(c => Meetings(c, order))!;
        Array.Sort(order, (a, b) => (column[a].From, a).CompareTo((column[b].From, b)));
        var firsts = new SortedDictionary<int, int>();
        var pairs = 0;
        for (var i = 0; i < order.Length && pairs < MostPairs && firsts.Count < EnoughFound; i++)
        {
            for (var j = i + 1; j < order.Length && column[order[j]].From <= column[order[i]].To && ++pairs < MostPairs; j++)
            {
                var (first, second) = (Math.Min(order[i], order[j]), Math.Max(order[i], order[j]));
                var isFound = kind == TableFindingKind.Hidden ? Covers(first, second) : Common(first, second) is not null;
                if (isFound && first < firsts.GetValueOrDefault(second, int.MaxValue))
                {
                    firsts[second] = first;
                }
            }
        }

        found.AddRange(firsts.Take(MostFound).Select(f => new TableFinding(kind, [f.Value, f.Key], Common(f.Value, f.Key) ?? [])));
        return pairs < MostPairs;
    }

    /// <summary>How many pairs of rows meet in a column, from first to last place of each.</summary>
    private static long Meetings(PlaceRanges[] column, int[] rows)
    {
        var starts = rows.Select(r => column[r].From).Order().ToList();
        return rows.Sum(r =>
        {
            // Half a place behind the last one stands between all that begin there and all that begin later.
            var after = starts.BinarySearch(column[r].To, AfterEqual);
            return (long)~after;
        });
    }

    /// <summary>An example that both rows take; null where there is none.</summary>
    private object?[]? Common(int first, int second)
    {
        var example = new object?[_atoms.Length];
        for (var column = 0; column < example.Length; column++)
        {
            var at = _does[column][first].FirstCommon(_does[column][second]);
            if (at < 0)
            {
                return null;
            }

            example[column] = _atoms[column].Values[at];
        }

        return example;
    }

    private bool Covers(int first, int second)
    {
        for (var column = 0; column < _atoms.Length; column++)
        {
            if (!_does[column][first].Covers(_may[column][second]))
            {
                return false;
            }
        }

        return true;
    }
}
