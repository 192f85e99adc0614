using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>Or-groups multiplied out: each way to satisfy a rule is a branch of its own.</summary>
internal static class Branches
{
    public static IEnumerable<IReadOnlyList<RuleElement>> Of(RuleElement element) => element switch
    {
        OrElement or => or.ChildElements.SelectMany(Of),
        AndElement and => and.ChildElements.Aggregate(
            (IEnumerable<IReadOnlyList<RuleElement>>)[[]],
            (heads, child) => [.. heads.SelectMany(_ => Of(child), (head, tail) => (IReadOnlyList<RuleElement>)[.. head, .. tail])]),
        _ => [[element]],
    };
}

/// <summary>"All … satisfy" is "none … violates": one pattern whose last condition is that a required one fails.</summary>
internal static class Violation
{
    public static PatternElement Of(ForAllElement forAll)
    {
        var subject = forAll.BasePattern.Declaration;
        var required = forAll.Patterns.SelectMany(p => p.Expressions.Select(e => (p.Declaration, e.Rule))).ToList();
        var inputs = required.SelectMany(r => r.Rule.Inputs.Select(i => i.Equals(r.Declaration) ? subject : i)).Distinct().ToList();
        var places = required.Select(r => r.Rule.Inputs.Select(i => inputs.IndexOf(i.Equals(r.Declaration) ? subject : i)).ToArray())
            .ToArray();
        var structure =
            StructuralKey.Combine(["violates",
                .. required.Select((r, n) => StructuralKey.Combine([StructuralKey.Of(r.Rule), .. places[n].Cast<object?>()]))]);
        var violated =
            RuleExpression.Create(inputs, typeof(bool), arguments =>
                (object)Fails(required, places, arguments), structure, text: "not all hold");
        var declaration = new Declaration(subject.Type, subject.Name);
        IEnumerable<RuleExpression> conditions = [.. forAll.BasePattern.Expressions.Select(e => e.Rule), violated];
        return forAll.BasePattern.Source is { } source
            ? Element.Pattern(declaration, conditions, source) : Element.Pattern(declaration, forAll.BasePattern.Key, conditions);
    }

    private static bool Fails(List<(Declaration Declaration, RuleExpression Rule)> required, int[][] places, object?[] arguments)
    {
        for (var n = 0; n < required.Count; n++)
        {
            if (required[n].Rule.Evaluate([.. places[n].Select(p => arguments[p])]) is not true)
            {
                return true;
            }
        }

        return false;
    }
}
