using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Workflows.Rules;

namespace Workflows.Host.Sheets;

/// <summary>The cells of one sheet part, read row by row.</summary>
internal sealed class XlsxCells(
    string file, List<string> shared, HashSet<int> dateStyles, DateTime firstDay, List<Diagnostic> problems)
{
    private const int MostProblems = 50;

    // From the end of 1899 to the end of 9999.
    private const double SecondsOfAllDays = 2_958_466 * 86_400.0;
    private static readonly LocalText RowsText = new("rows", "行数");
    private static readonly LocalText ColumnsText = new("columns", "列数");
    private static readonly LocalText CellsText = new("cells", "单元格数");
    private static readonly LocalText CharactersText = new("characters in a cell", "单元格字符数");
    private readonly List<List<string>> _rows = [];
    private int _cells;
    private int _nextColumn;

    public IReadOnlyList<IReadOnlyList<string>> Read(XmlReader reader)
    {
        var row = 0;
        var isOver = false;
        reader.Read();
        while (!isOver && !reader.EOF && problems.Count < MostProblems)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "row")
            {
                row = NumberIn(reader.GetAttribute("r")) ?? row + 1;
                _nextColumn = 0;
                isOver = IsBeyond(row, SheetLimits.Rows, RowsText, new(file, row, 1));
            }

            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "c")
            {
                reader.Read();
                continue;
            }

            isOver |= IsBeyond(++_cells, SheetLimits.Cells, CellsText, new(file, Math.Max(1, row), 1));
            Take((XElement)XNode.ReadFrom(reader), Math.Max(1, row));
        }

        return _rows;
    }

    /// <summary>The text of a rich text: its runs, without the readings above them.</summary>
    public static string TextOf(XElement text) =>
        string.Concat(text.Descendants().Where(e => e.Name.LocalName == "t" && e.Parent?.Name.LocalName != "rPh").Select(e => e.Value));

    private bool IsBeyond(int count, int most, LocalText what, SourcePlace place)
    {
        if (count <= most)
        {
            return false;
        }

        problems.Add(SheetFileProblems.TooLarge(place, what, most));
        return true;
    }

    private void Take(XElement cell, int row)
    {
        var column = ColumnOf(cell.Attribute("r")?.Value) ?? _nextColumn;
        _nextColumn = column + 1;
        var place = new SourcePlace(file, row, column + 1);
        if (IsBeyond(column + 1, SheetLimits.Columns, ColumnsText, place))
        {
            return;
        }

        var kind = cell.Attribute("t")?.Value;
        var value = cell.Elements().FirstOrDefault(e => e.Name.LocalName == "v")?.Value ?? string.Empty;
        if (cell.Elements().Any(e => e.Name.LocalName == "f"))
        {
            problems.Add(SheetFileProblems.Formula(place));
        }
        else if (kind == "e")
        {
            problems.Add(SheetFileProblems.CellError(place, value));
        }
        else if (ValueOf(cell, kind, value) is not { } text)
        {
            problems.Add(SheetFileProblems.NotReadable(file));
        }
        else if (text.Length > 0 && !IsBeyond(text.Length, SheetLimits.CellLength, CharactersText, place))
        {
            Put(row, column, text);
        }
    }

    private void Put(int row, int column, string text)
    {
        while (_rows.Count < row)
        {
            _rows.Add([]);
        }

        var cells = _rows[row - 1];
        while (cells.Count <= column)
        {
            cells.Add(string.Empty);
        }

        cells[column] = text;
    }

    private string? ValueOf(XElement cell, string? kind, string value) => kind switch
    {
        "s" => NumberIn(value) is { } at && at < shared.Count ? Plain(shared[at]) : null,
        "inlineStr" => Plain(TextOf(cell)),
        "str" => Plain(value),
        "b" => value == "1" ? "true" : "false",
        "d" => $"@\"{value}\"",
        _ => value.Length == 0 ? value : NumberOf(value, dateStyles.Contains(NumberIn(cell.Attribute("s")?.Value) ?? -1)),
    };

    private static string Plain(string text) => CellEscape.Unescape(XlsxText.Decode(text));

    /// <summary>
    /// A number as a person typed it: files hold seventeen digits of a binary fraction, of which fifteen are what was meant. A number that
    /// is shown as a date is days since the workbook's first day.
    /// </summary>
    private string? NumberOf(string value, bool isDate)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return null;
        }

        var seconds = Math.Round(number * 86_400);
        if (isDate && seconds is >= 0 and < SecondsOfAllDays)
        {
            var moment = firstDay.AddSeconds(seconds);
            return number < 1 ? $"@\"{moment:HH:mm:ss}\""
                : moment.TimeOfDay == TimeSpan.Zero ? $"@\"{moment:yyyy-MM-dd}\"" : $"@\"{moment:yyyy-MM-ddTHH:mm:ss}\"";
        }

        return decimal.TryParse(
            number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static int? NumberIn(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Columns are named A to Z, AA and so on.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in (reference ?? string.Empty).TakeWhile(char.IsAsciiLetterUpper))
        {
            column = Math.Min((column * 26) + c - 'A' + 1, SheetLimits.Columns + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
