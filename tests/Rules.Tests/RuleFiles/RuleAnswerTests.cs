using System.Text.Json;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleAnswerTests
{
    private static readonly JsonElement Corpus = JsonElement.Parse(File.ReadAllText(Path.Combine(RuleCorpus.Folder(), "answers.json")));

    public static IEnumerable<TheoryDataRow<string>> Names =>
        Corpus.GetProperty("cases").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Answer_to_a_case_of_the_corpus_is_what_is_expected(string name)
    {
        var item = Corpus.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        var text = string.Join('\n', Corpus.GetProperty("rules").EnumerateArray().Select(l => l.GetString()));
        var program = RuleProgram.Compile([new RuleFile("a.rules", text)]).Program!;
        if (item.TryGetProperty("table", out var table))
        {
            var decision = program.Decide(table.GetString()!, Values(item, "inputs"), Shop.Now, Values(item, "parameters"));
            Assert.Equal(item.GetProperty("value").GetString(), FeelValues.Text(decision.Value));
            Assert.Equal(Lines(item, "errors"), decision.Errors.Select(e => e.ToString("en").Trim()));
            Assert.Equal(item.TryGetProperty("rows", out var rows) ? rows.EnumerateArray().Select(r => r.GetInt32()) : [], decision.Rows);
            Assert.Equal(Lines(item, "evidence"), decision.Evidence.Select(e => $"{e.Name} = {FeelValues.Text(e.Value)}"));
            return;
        }

        using var stop = new CancellationTokenSource();
        if (item.TryGetProperty("cancelled", out _))
        {
            stop.Cancel();
        }

        var outcome = Evaluate(program, item, stop.Token);
        Assert.Equal(Lines(item, "errors"), outcome.Errors.Select(e => e.ToString("en").Trim()));
        if (!Lines(item, "errors").Any(l => l.StartsWith("R501", StringComparison.Ordinal)))
        {
            Assert.Equal(Lines(item, "conclusions"), outcome.Conclusions.Select(c => c.Fact.ToString()));
        }

        Assert.Equal(Lines(item, "effects"), outcome.Effects.Select(e => $"{e.Verb} {e.Target} {FeelValues.Text(e.Fields)}"));
    }

    // Rules that never end are stopped after very many firings; a case may ask for an earlier stop, which proves the same.
    private static RuleOutcome Evaluate(RuleProgram program, JsonElement item, CancellationToken stop)
    {
        if (!item.TryGetProperty("firings", out var firings))
        {
            return program.Evaluate(Facts(program, item), Values(item, "parameters"), Shop.Now, stop);
        }

        using var judge = program.Open(Values(item, "parameters"), Shop.Now, stop);
        judge.LeastLimit = firings.GetInt32();
        judge.Put(Facts(program, item));
        judge.Fire();
        return judge.Outcome();
    }

    private static IEnumerable<RuleFact> Facts(RuleProgram program, JsonElement item) =>
        item.GetProperty("facts").EnumerateObject()
            .SelectMany(t => t.Value.EnumerateArray().Select(f => FactJson.Read(program.FactTypes[t.Name], f).Fact!));

    private static Dictionary<string, object?> Values(JsonElement item, string name) =>
        item.TryGetProperty(name, out var values) ? values.EnumerateObject().ToDictionary(v => v.Name, v => FeelJson.Read(v.Value)) : [];

    private static string[] Lines(JsonElement item, string name) =>
        item.TryGetProperty(name, out var lines) ? [.. lines.EnumerateArray().Select(l => l.GetString()!)] : [];
}
