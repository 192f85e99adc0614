using Workflows.Rules.Dmn;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tests.Dmn;

/// <summary>
/// The cases of tests/Corpus/dmn/deciding: a model (further files behind lines of <c>--- name</c>), questions (<c>? decision {inputs}</c>),
/// and what must come out: diagnostics of compiling (<c>! …</c>), then for each question the value and the first reason for a null.
/// </summary>
public sealed class DecidingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static string Folder => Path.Combine(DmnCorpus.Root(), "tests/Corpus/dmn/deciding");

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Corpus_cases_give_the_expected_decisions(string file)
    {
        var path = Path.Combine(Folder, file);
        var cases = File.ReadAllText(path).Split("=== ", StringSplitOptions.RemoveEmptyEntries);
        var found = string.Concat(cases.Select(c => "=== " + Answered(c)));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, found);
        }

        Assert.NotEmpty(cases);
        Assert.Equal(File.ReadAllText(path), found);
    }

    private static string Answered(string item)
    {
        var lines = item.TrimEnd('\n').Split('\n').Where(l => !l.StartsWith('>') && !l.StartsWith('!')).ToList();
        var body = lines.Skip(1).TakeWhile(l => !l.StartsWith('?')).ToList();
        var check = DmnProgram.Compile([.. FilesIn(body)]);
        var answer = new List<string>(lines.Take(1).Concat(body));
        answer.AddRange(check.Diagnostics.Select(d => $"! {d.ToString("en")}"));
        foreach (var question in lines.Where(l => l.StartsWith('?')))
        {
            answer.Add(question);
            answer.AddRange(Answer(check.Program, question[1..].Trim()));
        }

        return string.Join('\n', answer) + "\n";
    }

    private static IEnumerable<DmnFile> FilesIn(List<string> body)
    {
        var starts = body.Select((l, i) => (Line: l, At: i)).Where(l => l.Line.StartsWith("--- ", StringComparison.Ordinal)).ToList();
        yield return Wrapped("m", body.Take(starts.Count == 0 ? body.Count : starts[0].At));
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].At : body.Count;
            yield return Wrapped(starts[i].Line[4..], body.Skip(starts[i].At + 1).Take(end - starts[i].At - 1));
        }
    }

    /// <summary>A body of elements alone is a model whose namespace is its name.</summary>
    private static DmnFile Wrapped(string name, IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        return new DmnFile(name + ".dmn", text.StartsWith("<definitions", StringComparison.Ordinal) ? text
            : $"<definitions name=\"{name}\" namespace=\"{name}\">\n{text}\n</definitions>");
    }

    private static IEnumerable<string> Answer(DmnProgram? program, string question)
    {
        var brace = question.IndexOf('{', StringComparison.Ordinal);
        var inputs = brace < 0 ? "{}" : question[brace..];
        var run = new FeelRun(Now);
        var given = FeelExpression.Compile(inputs, FeelScope.Empty).Expression!.Evaluate([], run);
        var outcome = program!.Evaluate(brace < 0 ? question : question[..brace].Trim(), (IFeelContext)given!, run);
        yield return $"> {FeelValues.Text(outcome.Value)}";
        if (outcome.Value is null && outcome.Reasons.Count > 0)
        {
            yield return $"> because {outcome.Reasons[0].Reason.En}";
        }
    }
}
