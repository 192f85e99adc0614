using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Host.Facts.Import;

/// <summary>What became of one file.</summary>
internal sealed record FileReport(string File, string Type, int Rows, int BadRows, FactTally Facts);

/// <summary>What an import came to.</summary>
/// <param name="Written">False when <c>--atomic</c> refused all.</param>
/// <param name="Files">Each file that was read.</param>
/// <param name="Skipped">Files of the folder that the mapping does not know.</param>
/// <param name="Errors">What is wrong with rows that were left out, each with file, line and column.</param>
internal sealed record ImportReport(
    bool Written, IReadOnlyList<FileReport> Files, IReadOnlyList<string> Skipped, IReadOnlyList<Diagnostic> Errors)
{
    /// <summary>All files together.</summary>
    public FactTally Total => Files.Aggregate(new FactTally(0, 0, 0, 0), (sum, file) => sum + file.Facts);
}

/// <summary>Brings the CSV files of a folder in as facts. Bad rows are left out and told, unless all or none is wished.</summary>
internal sealed class FactImport(FactCatalogue types, FactStore facts, IReadOnlyDictionary<string, ImportRule> map)
{
    private const int RowsInOneWrite = 5000;

    public async Task<ImportReport> RunAsync(string folder, bool atomic, Action<double> progress, CancellationToken stop)
    {
        var found = Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        var known = found.Where(path => map.ContainsKey(Path.GetFileName(path))).ToList();
        var errors = new List<Diagnostic>();
        if (known.Count == 0)
        {
            errors.Add(ImportProblems.NothingToImport(folder));
        }

        var bytes = known.Sum(path => new FileInfo(path).Length);
        double done = 0;
        var files = new List<(FileReport Report, List<FactWrite> Rows)>();
        foreach (var path in known)
        {
            files.Add(await ReadAsync(path, errors, count => progress((done += count) / bytes / 2), stop));
        }

        var skipped = found.Except(known).Select(path => Path.GetFileName(path)).ToList();
        if (atomic && errors.Count > 0)
        {
            return new(false, [.. files.Select(file => file.Report)], skipped, errors);
        }

        var written = atomic ? await WriteAtOnceAsync(files) : await WriteInPartsAsync(files, progress, stop);
        return new(true, written, skipped, errors);
    }

    private async Task<(FileReport Report, List<FactWrite> Rows)> ReadAsync(
        string path, List<Diagnostic> errors, Action<int> progress, CancellationToken stop)
    {
        var name = Path.GetFileName(path);
        var rule = map[name];
        if (types.Find(rule.Type) is not { } type)
        {
            errors.Add(ImportProblems.UnknownType(name, rule.Type));
            return (new(name, rule.Type, 0, 0, new(0, 0, 0, 0)), []);
        }

        var csv = new CsvFacts(name, type, rule, errors);
        var rows = csv.Read(await File.ReadAllTextAsync(path, stop), progress).ToList();
        return (new(name, rule.Type, csv.Rows, csv.BadRows, new(0, 0, 0, 0)), rows);
    }

    private async Task<List<FileReport>> WriteInPartsAsync(
        List<(FileReport Report, List<FactWrite> Rows)> files, Action<double> progress, CancellationToken stop)
    {
        double all = files.Sum(file => file.Rows.Count);
        var done = 0;
        var reports = new List<FileReport>();
        foreach (var (report, rows) in files)
        {
            var tally = new FactTally(0, 0, 0, 0);
            foreach (var part in rows.Chunk(RowsInOneWrite))
            {
                stop.ThrowIfCancellationRequested();
                tally += await facts.WriteAsync(part);
                progress(0.5 + ((done += part.Length) / all / 2));
            }

            reports.Add(report with { Facts = tally });
        }

        return reports;
    }

    // One write is one transaction: all files or none.
    private async Task<List<FileReport>> WriteAtOnceAsync(List<(FileReport Report, List<FactWrite> Rows)> files)
    {
        var changes = await facts.WriteEachAsync([.. files.SelectMany(file => file.Rows)]);
        var reports = new List<FileReport>();
        var start = 0;
        foreach (var (report, rows) in files)
        {
            reports.Add(report with { Facts = FactTally.Of(changes[start..(start + rows.Count)]) });
            start += rows.Count;
        }

        return reports;
    }
}
