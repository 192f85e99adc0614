namespace Workflows.Rules.Tables;

/// <summary>
/// Which rows of one column may take a value: by hash for single values, by halving for stretches of the commonest kind in the column.
/// Cells that cannot be told stay in every answer and must be tried.
/// </summary>
internal sealed class ColumnIndex
{
    private readonly RowSet always;
    private readonly RowSet opaque;
    private readonly Dictionary<object, RowSet> single;
    private readonly IntervalTree? stretches;
    private readonly AxisKind kind;

    public ColumnIndex(IReadOnlyList<CellShape> cells)
    {
        kind = CommonestKind(cells);
        List<int> any = [], unknown = [];
        var keys = new Dictionary<object, List<int>>();
        var found = new List<Stretch>();
        for (var row = 0; row < cells.Count; row++)
        {
            if (cells[row].IsAny)
            {
                any.Add(row);
            }
            else if (cells[row].Parts is { } parts && parts.All(IsIndexed))
            {
                Add(row, parts, keys, found);
            }
            else
            {
                unknown.Add(row);
            }
        }

        opaque = new RowSet(unknown, cells.Count);
        always = new RowSet([.. any.Concat(unknown).Order()], cells.Count);
        single = keys.ToDictionary(k => k.Key, k => new RowSet([.. k.Value.Distinct()], cells.Count));
        stretches = found.Count == 0 ? null : new IntervalTree(found, cells.Count);
        IsUseful = always.Count < cells.Count;
    }

    /// <summary>Whether looking up can rule any row out.</summary>
    public bool IsUseful { get; }

    /// <summary>Adds the rows that may take the value. False where the value is of a kind that only trying tells about.</summary>
    public bool TryAddTo(object? value, Span<ulong> bits)
    {
        always.AddTo(bits);
        if (value is null)
        {
            return true;
        }

        var (at, position) = Axis.Of(value);
        if (at != kind && at != AxisKind.None && stretches is not null || at == AxisKind.None && value is not (string or bool))
        {
            return false;
        }

        if (single.TryGetValue(value, out var rows))
        {
            rows.AddTo(bits);
        }

        if (at == kind && at != AxisKind.None)
        {
            stretches?.AddTo(position, bits);
        }

        return true;
    }

    /// <summary>Whether a row's cell must be tried even where the index names the row.</summary>
    public bool MustTry(int row) => opaque.Count > 0 && opaque.Contains(row);

    private bool IsIndexed(CellPart part) =>
        IsKey(part) || (AxisOf(part) == kind && kind != AxisKind.None);

    /// <summary>Numbers are found by hash too, since one number is one key however many noughts it ends in.</summary>
    private static bool IsKey(CellPart part) => part.Low is string or bool or decimal && part.Low.Equals(part.High);

    private static void Add(int row, IReadOnlyList<CellPart> parts, Dictionary<object, List<int>> keys, List<Stretch> found)
    {
        foreach (var part in parts)
        {
            if (!IsKey(part))
            {
                found.Add(new Stretch(row, At(part.Low), part.LowIncluded, At(part.High), part.HighIncluded));
            }
            else if (part.LowIncluded && part.HighIncluded)
            {
                (keys.TryGetValue(part.Low!, out var rows) ? rows : keys[part.Low!] = []).Add(row);
            }
        }
    }

    private static decimal? At(object? bound) => bound is null ? null : Axis.Of(bound).At;

    private static AxisKind AxisOf(CellPart part)
    {
        var low = Axis.Of(part.Low).Kind;
        var high = Axis.Of(part.High).Kind;
        return part.Low is null ? high : part.High is null || low == high ? low : AxisKind.None;
    }

    private static AxisKind CommonestKind(IReadOnlyList<CellShape> cells) =>
        cells.SelectMany(c => c.Parts ?? []).Where(p => !IsKey(p)).Select(AxisOf).Where(k => k != AxisKind.None)
            .GroupBy(k => k).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
}
