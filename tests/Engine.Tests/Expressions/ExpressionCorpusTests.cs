using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Engine.Expressions.JavaScript;
using Workflows.Engine.Runs;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Tests.Expressions;

/// <summary>
/// The cases below tests/Corpus/expressions: an expression, what it sees, and what is expected of it: mistakes found when it is made ready,
/// its value with its type, and what it changed. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public sealed class ExpressionCorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> Files => CaseFile.In("expressions");

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file)
    {
        // What each case says must not depend on how busy the machine is: the clock is the last of all limits.
        var limits = ScriptLimits.Default with { Time = TimeSpan.FromMinutes(10) };
        var names = new ExpressionNames([], []) { Scripts = new ScriptPool(limits) };
        CaseFile.Compare("expressions", file, (document, item) => Outcome(document, item, names));
    }

    private static List<string> Outcome(JsonNode document, JsonNode item, ExpressionNames shared)
    {
        var lines = new List<string>();
        var variables = Value(item["variables"] ?? document["variables"]);
        var context = new FakeContext(variables, Value(item["inputs"] ?? document["inputs"]), Value(document["outputs"]));
        var names = shared with { Variables = [.. Declared(document)] };
        var text = new ExpressionText(
            (string?)item["language"] ?? (string?)document["language"] ?? "Literal",
            Part(Repeated(item)),
            (string?)item["type"] ?? "Object",
            new SourcePlace("case", 1, 1));
        var expression = ExpressionCompiler.Compile(text, names, d => lines.Add(Cut(d.ToString("en"))));
        try
        {
            var value = expression.Evaluate(context);
            lines.Add($"{FeelValues.TypeOf(value)} {Cut(FeelJson.Text(value))}");
        }
        catch (RunFaultException fault)
        {
            lines.Add(Cut($"{fault.Code} {fault.Text.En}"));
            lines.Add(Cut(fault.Text.Zh!));
        }

        lines.AddRange(context.Changes);
        return lines;
    }

    private static IEnumerable<VisibleVariable> Declared(JsonNode document) =>
        (document["declared"]?.AsObject() ?? []).Select(v => new VisibleVariable(v.Key, v.Key, (string)v.Value!, false));

    // A long text stands in a case as its parts and how often the middle one comes.
    private static JsonNode? Repeated(JsonNode item) => item["repeated"] is JsonArray parts
        ? string.Concat((string)parts[0]!, string.Concat(Enumerable.Repeat((string)parts[1]!, (int)parts[2]!)), (string)parts[3]!)
        : item["value"];

    private static JsonPart? Part(JsonNode? node) =>
        node is null ? null : new JsonPartReader(string.Empty, Encoding.UTF8.GetBytes(node.ToJsonString())).Read().Item1;

    private static object? Value(JsonNode? node) => node is null ? null : RunValues.FromJson(JsonSerializer.SerializeToElement(node));

    private static string Cut(string text) => text.Length > 260 ? text[..260] + "…" : text;
}
