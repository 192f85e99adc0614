using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Compiling;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Testing;

/// <summary>Compares what a test expects with what came out.</summary>
internal sealed class Expectations(RuleProgram program, BoundTest test, Evaluation evaluation, RuleJudge judge, RuleOutcome outcome)
{
    public Diagnostic? Check(BoundExpect expected) => expected switch
    {
        BoundExpectCount { Type: not null } count => CheckFacts(count),
        BoundExpectCount count => CheckEffects(count),
        BoundExpectTrue condition => CheckTrue(condition),
        _ => null,
    };

    private Diagnostic? CheckFacts(BoundExpectCount expected)
    {
        var all = outcome.Conclusions.Where(c => c.Fact.FactTypeName == expected.Type!.Name).ToList();
        var found = all.Where(c => expected.Fields.All(f => Passes(f, c.Fact[f.Name]))).ToList();
        return IsMet(expected, found.Count)
            ? null : TestProblems.Count(test, expected, found.Count, all.Count, BecauseFacts(expected, found, all));
    }

    private Diagnostic? CheckEffects(BoundExpectCount expected)
    {
        var all = outcome.Effects.Where(e => VerbOf(e.Verb) == expected.Verb && e.Target == expected.Name).ToList();
        var found = all.Where(e => expected.Fields.All(f => Passes(f, e.Fields.TryGet(f.Name, out var value) ? value : null))).ToList();
        return IsMet(expected, found.Count) ? null : TestProblems.Count(test, expected, found.Count, all.Count, null);
    }

    private Diagnostic? CheckTrue(BoundExpectTrue expected)
    {
        var value = new FormulaCall(expected.Condition, [], evaluation).Evaluate([]);
        return value is true
            ? null : TestProblems.NotTrue(test, expected, value, new ConditionValues(evaluation).Sides(expected.Condition));
    }

    private static bool IsMet(BoundExpectCount expected, int found) => expected.Count is { } count ? found == count : found > 0;

    private bool Passes(ExpectedField field, object? value)
    {
        if (field.Equal is { } template)
        {
            var text = new TemplateCall(template, [], evaluation).Evaluate([]);
            return value switch
            {
                LocalizedText found => found.En == text.En && (text.Zh is null || found.Zh == text.Zh),
                string found => found == text.En,
                _ => false,
            };
        }

        return field.Tests is null || new TestsCall(field.Tests, evaluation).Test(value is LocalizedText words ? words.En : value) == true;
    }

    /// <summary>
    /// What came out too much is told with its rule and the values of that rule's conditions; what is missing, with the first condition of
    /// a rule for it that nothing meets.
    /// </summary>
    private LocalText? BecauseFacts(BoundExpectCount expected, List<RuleConclusion> found, List<RuleConclusion> all)
    {
        if (found.Count > (expected.Count ?? 0))
        {
            return BecauseOf(found[0].Reasons[0]);
        }

        if (all.Count > found.Count)
        {
            var other = all.First(c => !found.Contains(c));
            return TestProblems.Other(other.Fact);
        }

        var rule = program.Model.Rules.FirstOrDefault(r => r.Actions.OfType<BoundConclude>().Any(a => a.Type == expected.Type));
        return rule is null
            ? TestProblems.NoRule(expected.Type!.Name) : TestProblems.Because(rule.Name, Shortest(judge.WhyNot(rule.Name).Text));
    }

    /// <summary>Of the whole answer the first condition that is not met.</summary>
    private static LocalText Shortest(LocalText answer)
    {
        var (en, zh) = (answer.En.Split('\n'), answer.For("zh").Split('\n'));
        var at = Math.Max(Array.FindIndex(en, l => l.Contains("does not hold:", StringComparison.Ordinal)), en.Length > 1 ? 1 : 0);
        return new LocalText(en[at].Trim(), zh[Math.Min(at, zh.Length - 1)].Trim());
    }

    private LocalText BecauseOf(RuleReason reason)
    {
        var rule = program.Model.Rules.First(r => r.Name == reason.Rule);
        var values = new ConditionValues(evaluation).Of(rule, reason.Evidence);
        return TestProblems.Because(reason.Rule, values ?? reason.Text);
    }

    private static EffectVerb VerbOf(RuleEffectVerb verb) => verb switch
    {
        RuleEffectVerb.RaiseEvent => EffectVerb.RaiseEvent,
        RuleEffectVerb.StartWorkflow => EffectVerb.StartWorkflow,
        _ => EffectVerb.Notify,
    };
}
