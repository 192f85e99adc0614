using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Host.Facts;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>Judges facts by published rule sets, with the reasons for the history.</summary>
internal sealed class RuleJudgement(RuleLibrary library, FactStore facts)
{
    /// <summary>Answers a run that has facts judged.</summary>
    public async Task<QueryAnswer> EvaluateAsync(EvaluateRulesQuery query, CancellationToken stop)
    {
        if (library.Find(query.RuleSet) is not { } set)
        {
            return new(null, null, RuleProblems.UnknownRuleSet(query.RuleSet));
        }

        var judged = new List<RuleFact>();
        foreach (var (type, items) in query.Facts)
        {
            if (Read(set.Program, type, items, judged) is { } problem)
            {
                return new(null, null, problem);
            }
        }

        if (await LoadAsync(set.Program, query.Load, judged) is { } missing)
        {
            return new(null, null, missing);
        }

        var outcome = Judge(set, judged, query.Parameters, query.Now, stop);
        return outcome.Errors.FirstOrDefault(e => e.Severity == Severity.Error) is { } error
            ? new(null, null, error)
            : new(ValueOf(outcome), EvidenceOf(query.RuleSet, outcome));
    }

    /// <summary>Answers a run that asks a decision table.</summary>
    public QueryAnswer Decide(DecideTableQuery query, CancellationToken stop)
    {
        if (library.Find(query.RuleSet) is not { } set)
        {
            return new(null, null, RuleProblems.UnknownRuleSet(query.RuleSet));
        }

        var inputs = query.Inputs.ToDictionary(i => i.Key, i => FeelJson.Read(i.Value));
        var decision = set.Program.Decide(query.Table, inputs, query.Now, set.Parameters, stop);
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

    /// <summary>Judges facts at a moment; values given here go before those of operations, and those before the file's own.</summary>
    public static RuleOutcome Judge(
        PublishedRuleSet set, IEnumerable<RuleFact> judged, IReadOnlyDictionary<string, JsonElement> parameters, DateTimeOffset now,
        CancellationToken stop)
    {
        var values = new Dictionary<string, object?>(set.Parameters);
        foreach (var (name, value) in parameters)
        {
            values[name] = FeelJson.Read(value);
        }

        return set.Program.Evaluate(judged, values, now, stop);
    }

    /// <summary>Adds stored facts to those that are judged; tells what is wrong with the question.</summary>
    public async Task<Diagnostic?> LoadAsync(RuleProgram program, IReadOnlyList<FactQuery> queries, List<RuleFact> into)
    {
        foreach (var query in queries)
        {
            if (program.FactTypes.GetValueOrDefault(query.Type) is not { } type)
            {
                return RuleProblems.UnknownType(query.Type);
            }

            if (query.Where.Keys.FirstOrDefault(field => type.IndexOf(field) < 0) is { } unknown)
            {
                return RuleProblems.UnknownField(query.Type, unknown);
            }

            foreach (var stored in await facts.QueryAsync(type, query.Where, null, query.Limit))
            {
                // A fact of an older form of its type that no longer fits is not judged: its type's new fields decide.
                if (FactJson.Read(type, JsonElement.Parse(stored.Json)).Fact is { } fact)
                {
                    into.Add(fact);
                }
            }
        }

        return null;
    }

    private static Diagnostic? Read(RuleProgram program, string typeName, JsonElement items, List<RuleFact> into)
    {
        if (program.FactTypes.GetValueOrDefault(typeName) is not { } type)
        {
            return RuleProblems.UnknownType(typeName);
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

    private static JsonElement ValueOf(RuleOutcome outcome) => ElementOf(new JsonObject
    {
        ["conclusions"] = new JsonArray([.. outcome.Conclusions.Select(ReasonJson.Conclusion)]),
        ["effects"] = new JsonArray([.. outcome.Effects.Select(ReasonJson.Effect)]),
    });

    private static JsonElement EvidenceOf(string ruleSet, RuleOutcome outcome) => ElementOf(new JsonObject
    {
        ["ruleSet"] = ruleSet,
        ["version"] = outcome.Version,
        ["firings"] = outcome.Firings,
        ["conclusions"] = new JsonArray([.. outcome.Conclusions.Select(c => new JsonObject
        {
            ["type"] = c.Fact.FactTypeName, ["key"] = c.Fact.Key, ["reasons"] = ReasonJson.Reasons(c),
        })]),
    });

    private static JsonElement ElementOf(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
