using System.Globalization;
using Workflows.Rules.Reasons;

namespace Workflows.Rules.RuleModel;

/// <summary>A rule line by line, each at its depth.</summary>
internal sealed class RuleOutline : RuleElementVisitor<int>
{
    private readonly List<(int Depth, string Line)> _lines = [];

    public static IReadOnlyList<(int Depth, string Line)> Of(IRuleDefinition rule)
    {
        var outline = new RuleOutline();
        outline.Write(rule);
        return outline._lines;
    }

    /// <summary>One element in one line, without what is inside it.</summary>
    public static string Head(RuleElement element) => element switch
    {
        PatternElement { Source: BindingElement binding } let =>
            $"let {NameOf(let)}: {let.ValueType.Name} = {ExpressionText.Of(binding.Rule)}",
        PatternElement pattern => $"{NameOf(pattern)}: {(pattern.Source is null ? pattern.Key.ToString() : pattern.ValueType.Name)}",
        AggregateElement aggregate => $"from {aggregate.Name}",
        _ => element.ElementType.ToString().ToLowerInvariant(),
    };

    protected override void VisitAnd(int context, AndElement element) => Nest(context, "all of", element.ChildElements);

    protected override void VisitOr(int context, OrElement element) => Nest(context, "any of", element.ChildElements);

    protected override void VisitNot(int context, NotElement element) => Nest(context, "not", [element.Source]);

    protected override void VisitExists(int context, ExistsElement element) => Nest(context, "exists", [element.Source]);

    protected override void VisitForAll(int context, ForAllElement element)
    {
        Nest(context, "for all", [element.BasePattern]);
        Nest(context + 1, "holds", element.Patterns);
    }

    protected override void VisitPattern(int context, PatternElement element)
    {
        Add(context, Head(element));
        base.VisitPattern(context + 1, element);
    }

    protected override void VisitAggregate(int context, AggregateElement element)
    {
        Add(context, Head(element));
        base.VisitAggregate(context + 1, element);
    }

    protected override void VisitNamedExpression(int context, NamedExpressionElement element) => Add(
        context,
        (element.Name == PatternElement.ConditionName ? "where " : $"{element.Name}: ") + ExpressionText.Of(element.Rule));

    protected override void VisitAction(int context, ActionElement element) =>
        Add(context, $"{element.Kind.ToString().ToLowerInvariant()} on {element.ActionTrigger}: {ExpressionText.Of(element.Rule)}");

    protected override void VisitFilter(int context, FilterElement element) =>
        Add(context, (element.FilterType == FilterType.KeyChange ? "on change of " : "only while ") + ExpressionText.Of(element.Rule));

    protected override void VisitDependency(int context, DependencyElement element) =>
        Add(context, $"service {element.Declaration.Name}: {element.ServiceType.Name}");

    private static string NameOf(PatternElement pattern) => pattern.Declaration.Name.TrimStart('$');

    private void Write(IRuleDefinition rule)
    {
        Add(0, $"rule {rule.Name}");
        AddIf(rule.Description.Length > 0, rule.Description);
        AddIf(rule.Priority != 0, $"priority {rule.Priority.ToString(CultureInfo.InvariantCulture)}");
        AddIf(rule.Repeatability == RuleRepeatability.NonRepeatable, "fires once for each match");
        AddIf(rule.Tags.Any(), $"tags {string.Join(", ", rule.Tags)}");
        AddIf(rule.EffectiveFrom is not null, $"from {ExpressionText.ValueText(rule.EffectiveFrom)}");
        AddIf(rule.EffectiveTo is not null, $"until {ExpressionText.ValueText(rule.EffectiveTo)}");
        Visit(1, rule.DependencyGroup);
        Nest(1, "when", rule.LeftHandSide is AndElement ? rule.LeftHandSide.ChildElements : [rule.LeftHandSide]);
        Visit(1, rule.FilterGroup);
        Nest(1, "then", rule.RightHandSide.Actions);
    }

    private void Nest(int depth, string head, IEnumerable<RuleElement> children)
    {
        Add(depth, head);
        foreach (var child in children)
        {
            Visit(depth + 1, child);
        }
    }

    private void AddIf(bool isThere, string line)
    {
        if (isThere)
        {
            Add(1, line);
        }
    }

    private void Add(int depth, string line) => _lines.Add((depth, line));
}
