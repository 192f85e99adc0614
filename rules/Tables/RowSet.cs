namespace Workflows.Rules.Tables;

/// <summary>Rows of a table, kept as a list while they are few and as bits when they are many.</summary>
internal sealed class RowSet
{
    private readonly int[]? few;
    private readonly ulong[]? many;

    /// <summary>A set of rows in ascending order, of a table of so many rows.</summary>
    public RowSet(List<int> rows, int tableRows)
    {
        Count = rows.Count;
        if (rows.Count <= Words(tableRows))
        {
            few = [.. rows];
            return;
        }

        many = new ulong[Words(tableRows)];
        AddTo(rows, many);
    }

    public int Count { get; }

    public static int Words(int rows) => (rows + 63) / 64;

    public void AddTo(Span<ulong> bits)
    {
        if (few is not null)
        {
            AddTo(few, bits);
            return;
        }

        RowBits.Or(bits, many);
    }

    public bool Contains(int row) =>
        few is null ? (many![row >> 6] >> (row & 63) & 1) != 0 : Array.BinarySearch(few, row) >= 0;

    private static void AddTo(List<int> rows, Span<ulong> bits)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            bits[rows[i] >> 6] |= 1UL << (rows[i] & 63);
        }
    }

    private static void AddTo(int[] rows, Span<ulong> bits)
    {
        foreach (var row in rows)
        {
            bits[row >> 6] |= 1UL << (row & 63);
        }
    }
}
