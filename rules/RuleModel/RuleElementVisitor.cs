namespace Workflows.Rules.RuleModel;

/// <summary>Walks a rule's elements, each before its children. Override what is of interest and call the base to go deeper.</summary>
/// <typeparam name="TContext">What the walk carries along.</typeparam>
public class RuleElementVisitor<TContext>
{
    public void Visit(TContext context, IRuleDefinition rule)
    {
        Visit(context, rule.DependencyGroup);
        Visit(context, rule.LeftHandSide);
        Visit(context, rule.FilterGroup);
        Visit(context, rule.RightHandSide);
    }

    public void Visit(TContext context, RuleElement element)
    {
        switch (element)
        {
            case AndElement andGroup:
                VisitAnd(context, andGroup);
                break;
            case OrElement orGroup:
                VisitOr(context, orGroup);
                break;
            case NotElement absent:
                VisitNot(context, absent);
                break;
            case ExistsElement exists:
                VisitExists(context, exists);
                break;
            case ForAllElement forall:
                VisitForAll(context, forall);
                break;
            case PatternElement pattern:
                VisitPattern(context, pattern);
                break;
            case AggregateElement aggregate:
                VisitAggregate(context, aggregate);
                break;
            case BindingElement binding:
                VisitBinding(context, binding);
                break;
            default:
                VisitOther(context, element);
                break;
        }
    }

    protected virtual void VisitAnd(TContext context, AndElement element) => VisitAll(context, element.ChildElements);

    protected virtual void VisitOr(TContext context, OrElement element) => VisitAll(context, element.ChildElements);

    protected virtual void VisitNot(TContext context, NotElement element) => Visit(context, element.Source);

    protected virtual void VisitExists(TContext context, ExistsElement element) => Visit(context, element.Source);

    protected virtual void VisitForAll(TContext context, ForAllElement element)
    {
        Visit(context, element.BasePattern);
        VisitAll(context, element.Patterns);
    }

    protected virtual void VisitPattern(TContext context, PatternElement element)
    {
        VisitAll(context, element.Expressions);
        if (element.Source is not null)
        {
            Visit(context, element.Source);
        }
    }

    protected virtual void VisitAggregate(TContext context, AggregateElement element)
    {
        VisitAll(context, element.Expressions);
        Visit(context, element.Source);
    }

    protected virtual void VisitBinding(TContext context, BindingElement element)
    {
    }

    protected virtual void VisitExpression(TContext context, ExpressionElement element)
    {
    }

    protected virtual void VisitNamedExpression(TContext context, NamedExpressionElement element)
    {
    }

    protected virtual void VisitAction(TContext context, ActionElement element)
    {
    }

    protected virtual void VisitActionGroup(TContext context, ActionGroupElement element) => VisitAll(context, element.Actions);

    protected virtual void VisitFilter(TContext context, FilterElement element)
    {
    }

    protected virtual void VisitFilterGroup(TContext context, FilterGroupElement element) => VisitAll(context, element.Filters);

    protected virtual void VisitDependency(TContext context, DependencyElement element)
    {
    }

    protected virtual void VisitDependencyGroup(TContext context, DependencyGroupElement element) =>
        VisitAll(context, element.Dependencies);

    private void VisitOther(TContext context, RuleElement element)
    {
        switch (element)
        {
            case NamedExpressionElement named:
                VisitNamedExpression(context, named);
                break;
            case ExpressionElement expression:
                VisitExpression(context, expression);
                break;
            case ActionGroupElement actions:
                VisitActionGroup(context, actions);
                break;
            case ActionElement action:
                VisitAction(context, action);
                break;
            case FilterGroupElement filters:
                VisitFilterGroup(context, filters);
                break;
            case FilterElement filter:
                VisitFilter(context, filter);
                break;
            case DependencyGroupElement dependencies:
                VisitDependencyGroup(context, dependencies);
                break;
            case DependencyElement dependency:
                VisitDependency(context, dependency);
                break;
        }
    }

    private void VisitAll(TContext context, IEnumerable<RuleElement> elements)
    {
        foreach (var element in elements)
        {
            Visit(context, element);
        }
    }
}
