using nietras.SeparatedValues;
using Workflows.Engine.Ports;
using Workflows.Rules;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts.Import;

/// <summary>Reads the rows of one CSV file as facts; a row that is wrong is told with its place and does not stop the others.</summary>
internal sealed class CsvFacts(string file, FactType type, ImportRule rule, List<Diagnostic> errors)
{
    private readonly Dictionary<string, (int Line, string Json)> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> occurrences = new(StringComparer.Ordinal);

    /// <summary>How many rows were read, good and bad.</summary>
    public int Rows { get; private set; }

    /// <summary>How many rows are wrong.</summary>
    public int BadRows { get; private set; }

    /// <summary>Reads a text; <paramref name="progress"/> is told how many characters are done.</summary>
    public IEnumerable<FactWrite> Read(string text, Action<int> progress)
    {
        if (text.Length == 0)
        {
            yield break;
        }

        using var reader = Sep.New(',').Reader(o => o with { Unescape = false, DisableColCountCheck = true, DisableQuotesParsing = false })
            .FromText(text);
        if (HeaderOf(reader) is not { } fields)
        {
            yield break;
        }

        var cells = new CsvCells(file, fields);
        while (reader.MoveNext())
        {
            var row = reader.Current;
            if (row.Span.IsWhiteSpace())
            {
                continue;
            }

            Rows++;
            progress(row.Span.Length + 1);
            cells.Take(row);
            if (ToWrite(cells) is { } write)
            {
                yield return write;
            }
        }
    }

    private string[]? HeaderOf(SepReader reader)
    {
        var before = errors.Count;
        var fields = reader.Header.ColNames.Select(name => ImportMap.FieldOf(name.Trim('"', '\uFEFF'))).ToArray();
        var column = 1;
        foreach (var (name, field) in reader.Header.ColNames.Zip(fields))
        {
            if (type.IndexOf(field) < 0)
            {
                errors.Add(ImportProblems.UnknownColumn(new(file, 1, column, name.Length), name, type));
            }

            column += name.Length + 1;
        }

        errors.AddRange(type.KeyFields.Where(key => !fields.Contains(key.Name) && key.Name != rule.Occurrence)
            .Select(key => ImportProblems.MissingColumn(file, key.Name, type)));
        return errors.Count == before ? fields : null;
    }

    private FactWrite? ToWrite(CsvCells cells)
    {
        if (cells.Problem is { } problem)
        {
            return Bad(problem);
        }

        if (rule.Occurrence is { } counter)
        {
            var same = string.Join('\u001f', cells.Texts);
            var count = occurrences[same] = occurrences.GetValueOrDefault(same) + 1;
            cells.Set(counter, $"{count}");
        }

        var (fact, diagnostics) = FactText.Read(type, cells.Pairs, string.Empty);
        if (fact is null)
        {
            BadRows++;
            errors.AddRange(diagnostics.Select(found => found with { Place = cells.PlaceOf(found.Place.File.TrimStart('.')) }));
            return null;
        }

        var write = FactStore.ToWrite(fact);
        if (seen.TryAdd(write.Key, (cells.Line, write.Json!)))
        {
            return write;
        }

        var earlier = seen[write.Key];
        return earlier.Json == write.Json ? null : Bad(ImportProblems.KeyTwice(cells.PlaceOf(null), write.Key, earlier.Line));
    }

    private FactWrite? Bad(Diagnostic problem)
    {
        BadRows++;
        errors.Add(problem);
        return null;
    }
}
