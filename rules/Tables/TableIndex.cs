namespace Workflows.Rules.Tables;

/// <summary>
/// The rows of a table that may match, found without going through them: each column names its rows as bits, and what all columns name
/// is left. An index is worth its memory from some dozens of rows on.
/// </summary>
internal sealed class TableIndex
{
    private readonly ColumnIndex[] columns;
    private readonly int rows;

    /// <param name="cells">By column, then by row.</param>
    public TableIndex(IReadOnlyList<IReadOnlyList<CellShape>> cells)
    {
        columns = [.. cells.Select(c => new ColumnIndex(c))];
        rows = cells.Count == 0 ? 0 : cells[0].Count;
    }

    public int Words => RowSet.Words(rows);

    /// <summary>
    /// Writes the candidates into <paramref name="bits"/>, using <paramref name="spare"/> of the same length. The result has a bit for each
    /// column whose value only trying tells about, so that all cells of it must be tried.
    /// </summary>
    public ulong Find(ReadOnlySpan<object?> values, Span<ulong> bits, Span<ulong> spare)
    {
        bits.Fill(ulong.MaxValue);
        if ((rows & 63) != 0)
        {
            bits[^1] = (1UL << (rows & 63)) - 1;
        }

        ulong untold = 0;
        for (var column = 0; column < columns.Length; column++)
        {
            if (!columns[column].IsUseful)
            {
                continue;
            }

            spare.Clear();
            if (columns[column].TryAddTo(values[column], spare))
            {
                RowBits.And(bits, spare);
            }
            else
            {
                untold |= 1UL << column;
            }
        }

        return untold;
    }

    /// <summary>Whether the cell must be tried although the index names its row.</summary>
    public bool MustTry(int column, int row, ulong untold) => (untold >> column & 1) != 0 || columns[column].MustTry(row);
}
