using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>"All … satisfy" is "none … violates": one pattern whose last condition is that a required one fails.</summary>
internal static class Violation
{
    public static PatternElement Of(ForAllElement forAll)
    {
        var subject = forAll.BasePattern.Declaration;
        var required = forAll.Patterns.SelectMany(p => p.Expressions.Select(e => (p.Declaration, e.Rule))).ToList();
        var inputs = required.SelectMany(r => r.Rule.Inputs.Select(i => i.Equals(r.Declaration) ? subject : i)).Distinct().ToList();
        IReadOnlyList<RequiredCondition> conditions = [.. required.Select(r => new RequiredCondition(
            r.Rule, [.. r.Rule.Inputs.Select(i => inputs.IndexOf(i.Equals(r.Declaration) ? subject : i))]))];
        var violated = new ViolatedExpression(inputs, conditions);
        var declaration = new Declaration(subject.Type, subject.Name);
        IEnumerable<RuleExpression> all = [.. forAll.BasePattern.Expressions.Select(e => e.Rule), violated];
        return forAll.BasePattern.Source is { } source
            ? Element.Pattern(declaration, all, source) : Element.Pattern(declaration, forAll.BasePattern.Key, all);
    }
}

/// <summary>A condition that all facts must satisfy, and which of the violation's inputs it reads.</summary>
internal sealed record RequiredCondition(RuleExpression Rule, int[] Places)
{
    public object?[] Arguments(object?[] arguments) => Array.ConvertAll(Places, p => arguments[p]);
}

/// <summary>Holds when a required condition does not. People are told of that one, which they wrote, and not of this.</summary>
internal sealed class ViolatedExpression(IReadOnlyList<Declaration> inputs, IReadOnlyList<RequiredCondition> required)
    : RuleExpression(inputs, typeof(bool))
{
    private readonly RequiredCondition[] _required = [.. required];

    public override object? StructuralKey { get; } = Network.StructuralKey.Combine(
        ["violates", .. required.Select(r => Network.StructuralKey.Combine(
            [Network.StructuralKey.Of(r.Rule), .. r.Places.Cast<object?>()]))]);

    public override object? Evaluate(object?[] arguments) =>
        Array.Exists(_required, r => r.Rule.Evaluate(r.Arguments(arguments)) is not true);

    /// <summary>The required conditions that are asked, up to the first that does not hold, with the answer.</summary>
    public IEnumerable<(RequiredCondition Condition, object? Result)> Asked(object?[] arguments)
    {
        foreach (var condition in _required)
        {
            var result = condition.Rule.Evaluate(condition.Arguments(arguments));
            yield return (condition, result);
            if (result is not true)
            {
                yield break;
            }
        }
    }

    /// <summary>The required condition that fails.</summary>
    public RequiredCondition Failing(object?[] arguments) => Array.Find(_required, r => IsFailing(r, arguments)) ?? _required[0];

    public override string ToString() => "not all hold";

    private static bool IsFailing(RequiredCondition condition, object?[] arguments)
    {
        try
        {
            condition.Rule.Evaluate(condition.Arguments(arguments));
            return false;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return true;
        }
    }
}
