using System.Text.Json.Nodes;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Engine.Judging;

/// <summary>Conclusions and their reasons as JSON, for runs, histories and people.</summary>
public static class ReasonJson
{
    private const int MostFacts = 500;

    /// <summary>A conclusion with its first reason in words.</summary>
    public static JsonObject Conclusion(RuleConclusion conclusion)
    {
        var first = conclusion.Reasons.Count > 0 ? conclusion.Reasons[0] : null;
        return new()
        {
            ["type"] = conclusion.Fact.FactTypeName,
            ["key"] = conclusion.Fact.Key,
            ["fact"] = JsonObject.Create(FactJson.Write(conclusion.Fact)),
            ["rule"] = first?.Rule,
            ["version"] = first?.Version,
            ["reason"] = first is null ? null : Text(first.Text),
        };
    }

    /// <summary>Why a conclusion holds: rule, version, place, words, and the facts and values behind it.</summary>
    public static JsonArray Reasons(RuleConclusion conclusion) => [.. conclusion.Reasons.Select(reason => new JsonObject
    {
        ["rule"] = reason.Rule,
        ["label"] = Text(reason.Label),
        ["version"] = reason.Version,
        ["place"] = new JsonObject
        {
            ["file"] = reason.Place.File, ["line"] = reason.Place.Line, ["column"] = reason.Place.Column,
            ["length"] = reason.Place.Length,
        },
        ["text"] = Text(reason.Text),
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

    private static JsonObject Text(LocalText text) => new() { ["en"] = text.En, ["zh"] = text.Zh };

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        RuleFact fact => new JsonObject { ["type"] = fact.FactTypeName, ["key"] = fact.Key },
        IReadOnlyList<object?> list when list.Any(item => item is RuleFact) => new JsonArray([.. list.Take(MostFacts).Select(Value)]),
        _ => JsonNode.Parse(FeelJson.Text(value)),
    };
}
