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
        var source = main.Syntax.Source;
        var words = new Dictionary<string, int>();
        foreach (var word in Words(source))
        {
            words[word] = words.GetValueOrDefault(word) + 1;
        }

        var used = model.Rules.SelectMany(r => r.Parameters).ToHashSet();
        foreach (var parameter in main.Syntax.Of<ParameterSyntax>().Where(p => !p.Name.IsMissing && !used.Contains(p.Name.Text)))
        {
            if (words.GetValueOrDefault(parameter.Name.Text) < 2)
            {
                main.Problems.Add("R211", parameter.Name.Span, RuleTexts.UnusedParameter(parameter.Name.Text), Severity.Warning);
            }
        }
    }

    private static IEnumerable<string> Words(SourceText source) =>
        Tokenizer.Read(source, new Span(0, source.Text.Length)).Where(t => t.Kind == TokenKind.Word).Select(t => t.Value);

    /// <summary>A rule that says the same as an earlier one, or the same under more conditions.</summary>
    private static void ShadowedRules(ProgramModel model)
    {
        var seen = new Dictionary<string, List<(string Name, HashSet<string> Conditions)>>();
        foreach (var (unit, rule) in model.Files.Of<RuleSyntax>().Where(r => r.Item is { Conditions.Count: > 0, Actions.Count: > 0 }))
        {
            var source = unit.Syntax.Source;
            var settings = string.Join(' ', new[] { rule.From, rule.Until }.Select(s => s is null ? "-" : Plain(source, s.Span)));
            var actions = settings + string.Join('\n', rule.Actions.Select(a => WholeOf(unit, a.Span)));
            var conditions = rule.Conditions.Select(c => WholeOf(unit, c.Span)).ToHashSet();
            if (!seen.TryGetValue(actions, out var same))
            {
                seen.Add(actions, same = []);
            }

            if (same.Find(s => s.Conditions.IsSubsetOf(conditions)) is { Name: { } earlier })
            {
                unit.Problems.Add("R213", rule.Name.Span, RuleTexts.Shadowed(rule.Name.Text, earlier), Severity.Warning);
            }

            same.Add((rule.Name.Text, conditions));
        }
    }

    /// <summary>The words of a line and of what stands below it, with one blank between.</summary>
    private static string WholeOf(FileUnit unit, Span span) => Plain(unit.Syntax.Source, unit.Syntax.WholeOf(span));

    private static string Plain(SourceText source, Span span) =>
        string.Join(' ', Tokenizer.Read(source, span).Select(t => source.Slice(t.Span)));
}
