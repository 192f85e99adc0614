namespace Workflows.Rules.Sheets;

/// <summary>The cells of a spreadsheet as texts, row by row; a cell is empty where nothing stands.</summary>
/// <param name="File">The file's name, for places: the line is the row, the column is the sheet's.</param>
/// <param name="Rows">The rows in order, blank ones included.</param>
public sealed record Sheet(string File, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The rows, from 0, that say what stands below them.</summary>
    public IReadOnlyList<int> Headings { get; init; } = [];

    /// <summary>What stands in a cell; empty beyond the last.</summary>
    public string this[int row, int column] =>
        row < Rows.Count && column < Rows[row].Count ? Rows[row][column] : string.Empty;

    /// <summary>Where a cell stands; both count from 0.</summary>
    public SourcePlace PlaceOf(int row, int column) => new(File, row + 1, column + 1, this[row, column].Length);

    /// <summary>Whether nothing stands in a row.</summary>
    public bool IsBlank(int row) => row >= Rows.Count || Rows[row].All(c => c.Length == 0);
}
