using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tests.Feel;

/// <summary>
/// The cases below tests/Corpus/feel. A line begins with what it is:
/// <c>&gt;</c> an expression, <c>?</c> unary tests, <c>:</c> JSON read as the type of the
/// input, <c>|</c> a further line of any of them, <c>«3×(»</c> a repetition; below stand <c>=</c> the value,
/// <c>!</c> each diagnostic, <c>~</c> each reason for a null. <c>var name: type = value</c> declares a variable,
/// <c>type Name: context&lt;…&gt;</c> a closed type, <c>input type = value</c> the input of tests, <c>lenient</c> and <c>strict</c> how to
/// read, <c>reset</c> forgets all of it; <c>#</c> is a comment. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public static class FeelCorpus
{
    public static FeelDateTime Now { get; } = FeelDateTime.Of(new DateTimeOffset(2026, 11, 11, 20, 0, 0, TimeSpan.FromHours(8)));

    public static bool Updates => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/feel");

    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder(), "*.txt").Order(StringComparer.Ordinal);

    public static IReadOnlyList<FeelCase> Cases(string path) => new FeelCorpusReader(Path.GetFileName(path)).Read(File.ReadAllLines(path));

    public static IReadOnlyList<FeelCase> AllCases() => [.. Files().SelectMany(Cases)];

    /// <summary>What a case gives: its value, its diagnostics, its reasons.</summary>
    public static string Outcome(FeelCase item, FeelRun run)
    {
        var outcome = new StringBuilder();
        if (item.Kind == FeelCaseKind.Json)
        {
            return JsonOutcome(item);
        }

        var result = item.Compile(item.Text);
        foreach (var diagnostic in result.Diagnostics)
        {
            var weight = diagnostic.Severity == Severity.Error ? string.Empty : "warning ";
            outcome.Append("! ").Append(weight).Append(diagnostic.ToString("en")).Append('\n');
        }

        if (result.Expression is { } expression)
        {
            outcome.Append("= ").Append(TextOf(item.Evaluate(expression, run))).Append('\n');
            outcome.AppendJoin(string.Empty, run.Warnings.Select(w => $"~ {w.ToDiagnostic()}\n"));
        }

        return outcome.ToString();
    }

    private static string JsonOutcome(FeelCase item)
    {
        var told = new List<Diagnostic>();
        using var json = JsonDocument.Parse(item.Text);
        var value = FeelJson.Read(json.RootElement, item.InputType, told);
        return $"{string.Concat(told.Select(d => $"! {d}\n"))}= {TextOf(value)}\n";
    }

    public static string TextOf(object? value) =>
        value is string text ? FeelValues.Text(new object?[] { text })[1..^1] : FeelValues.Text(value);

    /// <summary>Writes a file anew with what came out of each case.</summary>
    public static void Write(string path, IEnumerable<(FeelCase Case, string Found)> results)
    {
        var found = results.ToDictionary(r => r.Case.Line, r => r.Found);
        var text = new StringBuilder();
        var lines = File.ReadAllLines(path);
        var begin = 0;
        foreach (var (i, line) in lines.Index().Where(l => l.Item.Length == 0 || !"=!~".Contains(l.Item[0], StringComparison.Ordinal)))
        {
            begin = line.StartsWith('|') ? begin : i + 1;
            text.Append(line).Append('\n');
            if (!(i + 1 < lines.Length && lines[i + 1].StartsWith('|')) && found.TryGetValue(begin, out var outcome))
            {
                text.Append(outcome);
            }
        }

        File.WriteAllText(path, text.ToString());
    }
}
