using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What can only be told from the whole rule set: parameters that nothing uses, rules that add nothing.</summary>
internal static class ProgramChecks
{
    public static void Run(ProgramModel model)
    {
        UnusedParameters(model);
        ShadowedRules(model);
        EndlessRules.Check(model);
    }

    /// <summary>A parameter of the rule set's own file that none of its words names again.</summary>
    private static void UnusedParameters(ProgramModel model)
    {
        var main = model.Files.Main;
        var used = model.Rules.SelectMany(r => r.Parameters).Concat(model.Tables.SelectMany(t => t.Parameters)).ToHashSet();
        foreach (var parameter in main.Syntax.Of<ParameterSyntax>().Where(p => !p.Name.IsMissing && !used.Contains(p.Name.Text)))
        {
            if (Count(main.Syntax.Source.Clean, parameter.Name.Text) < 2)
            {
                main.Problems.Add("R211", parameter.Name.Span, RuleTexts.UnusedParameter(parameter.Name.Text), Severity.Warning);
            }
        }
    }

    /// <summary>How often a word stands in the text; twice is enough to know.</summary>
    private static int Count(string text, string word)
    {
        var count = 0;
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0 && count < 2;
            at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            count += (at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])) ? 1 : 0;
        }

        return count;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>A rule that says the same as an earlier one, or the same under more conditions.</summary>
    private static void ShadowedRules(ProgramModel model)
    {
        var seen = new Dictionary<string, List<BoundRule>>();
        foreach (var rule in model.Rules)
        {
            if (!seen.TryGetValue(rule.ActionWords, out var same))
            {
                seen.Add(rule.ActionWords, same = []);
            }

            if (same.Find(s => s.ConditionWords.IsSubsetOf(rule.ConditionWords)) is { } earlier)
            {
                var (unit, syntax) = model.Files.Of<RuleSyntax>().First(r => r.Item.Name.Text == rule.Name);
                unit.Problems.Add("R213", syntax.Name.Span, RuleTexts.Shadowed(rule.Name, earlier.Name), Severity.Warning);
            }

            same.Add(rule);
        }
    }
}
