using nietras.SeparatedValues;
using Workflows.Rules;

namespace Workflows.Host.Facts.Import;

/// <summary>The cells of the row that is being read, and where each of them stands.</summary>
internal sealed class CsvCells(string file, string[] fields)
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly int[] starts = new int[fields.Length];
    private readonly string[] texts = new string[fields.Length];

    /// <summary>Line of the row's beginning, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>What is wrong with the row as a row.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>The texts by field.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs => values;

    /// <summary>The texts in the order of the columns.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>Takes over a row.</summary>
    public void Take(SepReader.Row row)
    {
        Line = row.LineNumberFrom;
        Problem = null;
        values.Clear();
        if (row.ColCount != fields.Length)
        {
            Problem = ImportProblems.WrongCellCount(new(file, Line, 1), row.ColCount, fields.Length);
            return;
        }

        var start = 0;
        for (var n = 0; n < fields.Length; n++)
        {
            var raw = row[n].Span;
            starts[n] = start;
            start += raw.Length + 1;
            texts[n] = Unquoted(raw);
            values[fields[n]] = texts[n];
            if (raw.Contains('\uFFFD'))
            {
                Problem = ImportProblems.NotUtf8(new(file, Line, starts[n] + 1, raw.Length));
            }
        }
    }

    /// <summary>Puts a value that no column has.</summary>
    public void Set(string field, string text) => values[field] = text;

    /// <summary>Where the cell of a field stands; the row's beginning for a field without a column.</summary>
    public SourcePlace PlaceOf(string? field)
    {
        var column = Array.IndexOf(fields, field);
        return column < 0 ? new(file, Line, 1) : new(file, Line, starts[column] + 1, texts[column].Length);
    }

    private static string Unquoted(ReadOnlySpan<char> raw)
    {
        var text = raw.Trim();
        return text.Length >= 2 && text[0] == '"' && text[^1] == '"'
            ? text[1..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
            : raw.ToString();
    }
}
