using System.Text.Json;
using Workflows.Host.Problems;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.RuleSets;

/// <summary>Tries a text or figures against the rules that are published, on the facts that are stored. Nothing comes of it.</summary>
internal sealed class RuleTrial(RuleLibrary library, RuleJudgement judgement, TimeProvider clock)
{
    private const int MostDifferences = 100;

    /// <summary>Sets both judgements side by side.</summary>
    /// <param name="name">The rule set.</param>
    /// <param name="text">The text to try.</param>
    /// <param name="parameters">Figures to try in place of those that hold.</param>
    /// <param name="stop">Ends the judging.</param>
    public async Task<(RuleComparison? Comparison, Problem? Problem)> CompareAsync(
        string name, string text, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken stop)
    {
        if (library.Find(name) is not { } published)
        {
            return (null, HostProblems.NotFound("published rule set", name));
        }

        var check = RuleProgram.Compile(library.With(name, text));
        if (check.Program is not { } program)
        {
            return (null, HostProblems.Invalid(new("The rule set is not right.", "规则集存在错误。"), null, check.Diagnostics));
        }

        var names = program.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var values = published.Parameters.Where(v => names.Contains(v.Key)).ToDictionary();
        foreach (var (parameter, value) in parameters)
        {
            values[parameter] = FeelJson.Read(value);
        }

        // A figure that is given up follows its file.
        foreach (var given in values.Where(v => v.Value is null).Select(v => v.Key).ToList())
        {
            values.Remove(given);
        }

        if (program.CheckParameters(values) is { Count: > 0 } faults)
        {
            return (null, HostProblems.Invalid(new("A value does not fit its parameter.", "参数值不正确。"), null, faults));
        }

        // Both judge at the same moment, each with the types as its own text has them.
        var now = clock.GetUtcNow();
        var both = await Task.WhenAll(
            Task.Run(() => JudgeAsync(published, now, stop), stop), Task.Run(() => JudgeAsync(new(0, program, values), now, stop), stop));
        // A judgement that was broken off is none: what it lacks would look like a difference.
        stop.ThrowIfCancellationRequested();
        var ((count, before), (_, after)) = (both[0], both[1]);
        return before.Errors.Concat(after.Errors).Where(e => e.Severity == Severity.Error).ToList() is { Count: > 0 } errors
            ? (null, HostProblems.Invalid(
                new("The facts could not be judged to the end.", "事实未能全部判定。"), new("Mend what is named.", "请修正所列错误。"), errors))
            : (RuleComparison.Of(count, before, after, MostDifferences), null);
    }

    private async Task<(int Facts, RuleOutcome Outcome)> JudgeAsync(PublishedRuleSet set, DateTimeOffset now, CancellationToken stop)
    {
        var facts = new List<RuleFact>();
        await judgement.LoadAsync(set.Program, RuleJudgement.AllOf(set.Program), facts);
        return (facts.Count, RuleJudgement.Judge(set, facts, new Dictionary<string, JsonElement>(), now, stop));
    }
}
