using System.Buffers;
using System.Text;
using Workflows.Rules;
using Workflows.Rules.Sheets;

namespace Workflows.Host.Sheets;

/// <summary>
/// Comma separated values (RFC 4180). Reads what spreadsheet programs save: commas, semicolons or tabs between, UTF-8, UTF-16 or GB 18030.
/// Writes UTF-8 with its mark, without which those programs misread Chinese.
/// </summary>
internal static class CsvSheet
{
    private const int Gb18030 = 54936;
    private static readonly SearchValues<char> Quotable = SearchValues.Create("\",;\r\n\t");
    private static readonly LocalText Rows = new("rows", "行数");
    private static readonly LocalText Columns = new("columns", "列数");
    private static readonly LocalText Bytes = new("bytes", "字节数");
    private static readonly LocalText Characters = new("characters in a cell", "单元格字符数");

    public static byte[] Write(Sheet sheet)
    {
        var text = new StringBuilder();
        foreach (var row in sheet.Rows)
        {
            text.AppendJoin(',', row.Select(c => Quoted(CellEscape.Escape(c)))).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>The cells, or null with what is wrong.</summary>
    public static Sheet? Read(string file, byte[] content, List<Diagnostic> problems)
    {
        if (content.Length > SheetLimits.Bytes)
        {
            problems.Add(SheetFileProblems.TooLarge(new(file, 1, 1), Bytes, SheetLimits.Bytes));
            return null;
        }

        if (TextOf(content) is not { } text || text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(SheetFileProblems.NotText(file));
            return null;
        }

        var before = problems.Count;
        var rows = new Reader(file, text, problems).Read();
        return problems.Count == before ? new Sheet(file, rows) : null;
    }

    private static string Quoted(string cell) =>
        !cell.AsSpan().ContainsAny(Quotable) && cell == cell.Trim() ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? TextOf(byte[] content) => content switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Decoded(new UTF8Encoding(false, true), rest),
        [0xFF, 0xFE, .. var rest] => Decoded(new UnicodeEncoding(false, false, true), rest),
        _ => Decoded(new UTF8Encoding(false, true), content) ?? Decoded(
            CodePagesEncodingProvider.Instance.GetEncoding(Gb18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
            content),
    };

    private static string? Decoded(Encoding encoding, byte[] content)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private sealed class Reader(string file, string text, List<Diagnostic> problems)
    {
        private readonly List<IReadOnlyList<string>> _rows = [];
        private readonly char _separator = SeparatorOf(text);
        private List<string> _row = [];
        private int _at;

        public List<IReadOnlyList<string>> Read()
        {
            while (_at < text.Length && problems.Count == 0)
            {
                ReadCell();
                if (_at < text.Length && text[_at] == _separator)
                {
                    _at++;
                    if (_at == text.Length)
                    {
                        Add(string.Empty);
                    }

                    continue;
                }

                EndRow();
            }

            if (_row.Count > 0)
            {
                _rows.Add(_row);
            }

            return _rows;
        }

        private void EndRow()
        {
            _at += _at + 1 < text.Length && text[_at] == '\r' && text[_at + 1] == '\n' ? 2 : 1;
            _rows.Add(_row is [""] ? [] : _row);
            _row = [];
            if (_rows.Count > SheetLimits.Rows)
            {
                problems.Add(SheetFileProblems.TooLarge(Here(), Rows, SheetLimits.Rows));
            }
        }

        private void ReadCell()
        {
            var start = _at;
            if (_at < text.Length && text[_at] == '"')
            {
                ReadQuoted();
                return;
            }

            while (_at < text.Length && text[_at] != _separator && text[_at] is not ('\r' or '\n'))
            {
                _at++;
            }

            var cell = text[start.._at].Trim();
            if (cell.StartsWith('='))
            {
                problems.Add(SheetFileProblems.Formula(Here(cell.Length)));
            }

            Add(cell);
        }

        private void ReadQuoted()
        {
            var cell = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                if (text[_at] != '"')
                {
                    cell.Append(text[_at]);
                }
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                {
                    cell.Append(text[_at++]);
                }
                else
                {
                    EndQuoted(cell);
                    return;
                }
            }

            problems.Add(SheetFileProblems.UnclosedQuote(Here()));
        }

        private void EndQuoted(StringBuilder cell)
        {
            _at++;
            if (cell.Length > 0 && cell[0] == '=')
            {
                problems.Add(SheetFileProblems.Formula(Here(cell.Length)));
            }

            // What stands between the closing quote and the next cell belongs to the cell, as spreadsheet programs read it.
            while (_at < text.Length && text[_at] != _separator && text[_at] is not ('\r' or '\n'))
            {
                cell.Append(text[_at++]);
            }

            Add(cell.ToString());
        }

        private void Add(string cell)
        {
            if (cell.Length > SheetLimits.CellLength)
            {
                problems.Add(SheetFileProblems.TooLarge(Here(), Characters, SheetLimits.CellLength));
            }

            _row.Add(CellEscape.Unescape(cell));
            if (_row.Count > SheetLimits.Columns)
            {
                problems.Add(SheetFileProblems.TooLarge(Here(), Columns, SheetLimits.Columns));
            }
        }

        private SourcePlace Here(int length = 0) => new(file, _rows.Count + 1, _row.Count + 1, length);

        /// <summary>The sign after the first cell of the first row.</summary>
        private static char SeparatorOf(string text)
        {
            var at = text.AsSpan().IndexOfAny(",;\t\n");
            return at >= 0 && text[at] != '\n' ? text[at] : ',';
        }
    }
}
