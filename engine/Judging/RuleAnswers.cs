using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Engine.Judging;

/// <summary>
/// Answers what runs ask of a rule set. The value of an evaluation has <c>conclusions</c> and <c>effects</c>, that of a table
/// <c>outputs</c> and <c>rows</c>; the evidence names the version and the reasons.
/// </summary>
public static class RuleAnswers
{
    // A judgement of a whole shop has more reasons than a history should hold: beyond this a conclusion names its rules alone, and
    // those that do not fit even so are counted.
    private const int MostReasons = 1_000_000;
    private const int MostNamed = 20_000;

    /// <summary>Judges the facts of a question together with stored ones.</summary>
    /// <param name="program">The rule set.</param>
    /// <param name="figures">Values that operations have put in place of the file's own; those of the question go before them.</param>
    /// <param name="query">The question.</param>
    /// <param name="loaded">The stored facts that it asks for.</param>
    /// <param name="stop">Ends the judging early.</param>
    public static QueryAnswer Evaluate(
        RuleProgram program, IReadOnlyDictionary<string, object?> figures, EvaluateRulesQuery query, IEnumerable<RuleFact> loaded,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(query);
        var judged = new List<RuleFact>(loaded);
        foreach (var (type, items) in query.Facts)
        {
            if (Read(program, type, items, judged) is { } problem)
            {
                return new(null, null, problem);
            }
        }

        var values = new Dictionary<string, object?>(figures);
        foreach (var (name, value) in query.Parameters)
        {
            values[name] = FeelJson.Read(value);
        }

        var outcome = program.Evaluate(judged, values, query.Now, stop);
        return outcome.Errors.FirstOrDefault(e => e.Severity == Severity.Error) is { } error
            ? new(null, null, error)
            : AnswerOf(query, outcome);
    }

    /// <summary>Decides by a table of a rule set.</summary>
    public static QueryAnswer Decide(
        RuleProgram program, IReadOnlyDictionary<string, object?> figures, DecideTableQuery query, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(query);
        var inputs = query.Inputs.ToDictionary(i => i.Key, i => FeelJson.Read(i.Value));
        var decision = program.Decide(query.Table, inputs, query.Now, figures, stop);
        if (decision.Errors.FirstOrDefault(e => e.Severity == Severity.Error) is { } error && decision.Rows.Count == 0)
        {
            return new(null, null, error);
        }

        var value = new JsonObject
        {
            ["outputs"] = JsonNode.Parse(FeelJson.Text(decision.Value)),
            ["rows"] = new JsonArray([.. decision.Rows.Select(r => (JsonNode)r)]),
        };
        var evidence = new JsonObject
        {
            ["ruleSet"] = query.RuleSet, ["version"] = decision.Version, ["table"] = decision.Table,
            ["evidence"] = new JsonArray([.. decision.Evidence.Select(ReasonJson.Evidence)]),
        };
        return new(ElementOf(value), ElementOf(evidence));
    }

    private static Diagnostic? Read(RuleProgram program, string typeName, JsonElement items, List<RuleFact> into)
    {
        if (program.FactTypes.GetValueOrDefault(typeName) is not { } type)
        {
            return JudgingProblems.UnknownType(typeName);
        }

        foreach (var item in items.ValueKind == JsonValueKind.Array ? items.EnumerateArray().ToArray() : [items])
        {
            var (fact, diagnostics) = FactJson.Read(type, item);
            if (fact is null)
            {
                return diagnostics[0];
            }

            into.Add(fact);
        }

        return null;
    }

    private static QueryAnswer AnswerOf(EvaluateRulesQuery query, RuleOutcome outcome)
    {
        var wanted = query.Wanted.Count == 0
            ? outcome.Conclusions
            : [.. outcome.Conclusions.Where(c => query.Wanted.Contains(c.Fact.FactTypeName))];
        return new(ValueOf(outcome, wanted), EvidenceOf(query.RuleSet, outcome, wanted));
    }

    private static JsonElement ValueOf(RuleOutcome outcome, IReadOnlyList<RuleConclusion> conclusions) => ElementOf(new JsonObject
    {
        ["conclusions"] = new JsonArray([.. conclusions.Select(ReasonJson.Conclusion)]),
        ["effects"] = new JsonArray([.. outcome.Effects.Select(ReasonJson.Effect)]),
    });

    private static JsonElement EvidenceOf(string ruleSet, RuleOutcome outcome, IReadOnlyList<RuleConclusion> conclusions)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("ruleSet", ruleSet);
            writer.WriteString("version", outcome.Version);
            writer.WriteNumber("firings", outcome.Firings);
            writer.WriteStartArray("conclusions");
            WriteReasons(writer, conclusions);
            writer.WriteEndArray();
            if (conclusions.Count > MostNamed)
            {
                writer.WriteNumber("leftOut", conclusions.Count - MostNamed);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteReasons(Utf8JsonWriter writer, IReadOnlyList<RuleConclusion> conclusions)
    {
        var begun = Written(writer);
        foreach (var conclusion in conclusions.Take(MostNamed))
        {
            writer.WriteStartObject();
            writer.WriteString("type", conclusion.Fact.FactTypeName);
            writer.WriteString("key", conclusion.Fact.Key);
            writer.WritePropertyName("reasons");
            var reasons = Written(writer) - begun < MostReasons
                ? ReasonJson.Reasons(conclusion)
                : [.. conclusion.Reasons.Select(r => new JsonObject { ["rule"] = r.Rule, ["version"] = r.Version })];
            reasons.WriteTo(writer);
            writer.WriteEndObject();
        }
    }

    private static long Written(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending;

    private static JsonElement ElementOf(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
