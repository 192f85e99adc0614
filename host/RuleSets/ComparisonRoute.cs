using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>
/// Body of a comparison: the text to try (without it the latest version), and figures to try in place of those that hold.
/// </summary>
internal sealed record ComparisonBody(string? Text = null, Dictionary<string, JsonElement>? Parameters = null);

/// <summary>Shows what a change of rules would do to the facts that are stored, before it is published.</summary>
internal static class ComparisonRoute
{
    private const int MostDifferences = 100;

    public static void MapComparison(this RouteGroupBuilder rules) =>
        rules.MapPost("/{name}/compare", CompareAsync).Needs(Permission.ReadRules).Produces<RuleComparison>();

    private static async Task<IResult> CompareAsync(
        string name, Body<ComparisonBody> body, RuleStore store, RuleLibrary library, RuleJudgement judgement, TimeProvider clock,
        CancellationToken stop)
    {
        if (library.Find(name) is not { } published)
        {
            return HostProblems.NotFound("published rule set", name);
        }

        var text = body.Value.Text ?? (await store.VersionsAsync(name))[0].Text;
        var check = RuleProgram.Compile(library.With(name, text));
        if (check.Program is not { } program)
        {
            return HostProblems.Invalid(new("The rule set is not right.", "规则集存在错误。"), null, check.Diagnostics);
        }

        var names = program.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var values = published.Parameters.Where(v => names.Contains(v.Key)).ToDictionary();
        foreach (var (parameter, value) in body.Value.Parameters ?? [])
        {
            values[parameter] = FeelJson.Read(value);
        }

        if (program.CheckParameters(values) is { Count: > 0 } faults)
        {
            return HostProblems.Invalid(new("A value does not fit its parameter.", "参数值不正确。"), null, faults);
        }

        // Both judge at the same moment, each with the types as its own text has them.
        var now = clock.GetUtcNow();
        var (count, before) = await JudgeAsync(published, judgement, now, stop);
        var (_, after) = await JudgeAsync(new(0, program, values), judgement, now, stop);
        return TypedResults.Ok(RuleComparison.Of(count, before, after, MostDifferences));
    }

    private static async Task<(int Facts, RuleOutcome Outcome)> JudgeAsync(
        PublishedRuleSet set, RuleJudgement judgement, DateTimeOffset now, CancellationToken stop)
    {
        var everything = new Dictionary<string, JsonElement>();
        var queries = set.Program.FactTypes.Values.Where(type => !type.IsConcluded).Select(type => new FactQuery(type.Name, everything));
        var facts = new List<RuleFact>();
        await judgement.LoadAsync(set.Program, [.. queries], facts);
        return (facts.Count, RuleJudgement.Judge(set, facts, everything, now, stop));
    }
}
