using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Host.Problems;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>Conclusions and their reasons as JSON, for runs, histories and people.</summary>
internal static class ReasonJson
{
    private const int MostFacts = 500;

    /// <summary>A conclusion with its first reason in words and all its reasons in full.</summary>
    public static JsonObject Conclusion(RuleConclusion conclusion)
    {
        var first = conclusion.Reasons.Count > 0 ? conclusion.Reasons[0] : null;
        return new()
        {
            ["type"] = conclusion.Fact.FactTypeName,
            ["key"] = conclusion.Fact.Key,
            ["fact"] = Node(FactJson.Write(conclusion.Fact)),
            ["rule"] = first?.Rule,
            ["version"] = first?.Version,
            ["reason"] = first is null ? null : JsonSerializer.SerializeToNode(first.Text, HostJson.Options),
        };
    }

    /// <summary>Why a conclusion holds: rule, version, words, and the facts and values behind it.</summary>
    public static JsonArray Reasons(RuleConclusion conclusion) => [.. conclusion.Reasons.Select(reason => new JsonObject
    {
        ["rule"] = reason.Rule,
        ["label"] = JsonSerializer.SerializeToNode(reason.Label, HostJson.Options),
        ["version"] = reason.Version,
        ["place"] = JsonSerializer.SerializeToNode(reason.Place, HostJson.Options),
        ["text"] = JsonSerializer.SerializeToNode(reason.Text, HostJson.Options),
        ["evidence"] = new JsonArray([.. reason.Evidence.Select(Evidence)]),
    })];

    /// <summary>An effect that a rule asks for.</summary>
    public static JsonObject Effect(RuleEffect effect) => new()
    {
        ["verb"] = char.ToLowerInvariant(effect.Verb.ToString()[0]) + effect.Verb.ToString()[1..],
        ["target"] = effect.Target,
        ["fields"] = JsonNode.Parse(FeelJson.Text(effect.Fields)),
        ["rule"] = effect.Rule,
        ["key"] = effect.Key,
    };

    /// <summary>Something that a reason rests on; facts are named by type and key.</summary>
    public static JsonObject Evidence(RuleEvidence evidence) => new()
    {
        ["name"] = evidence.Name,
        ["isParameter"] = evidence.IsParameter,
        ["value"] = Value(evidence.Value),
    };

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        RuleFact fact => new JsonObject { ["type"] = fact.FactTypeName, ["key"] = fact.Key },
        IReadOnlyList<object?> list when list.Any(item => item is RuleFact) => new JsonArray([.. list.Take(MostFacts).Select(Value)]),
        _ => JsonNode.Parse(FeelJson.Text(value)),
    };

    private static JsonNode? Node(JsonElement json) => JsonNode.Parse(json.GetRawText());
}
