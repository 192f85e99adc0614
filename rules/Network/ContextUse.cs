using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>Whether an expression looks at the context: every action of the fluent form has it as a parameter, and few use it.</summary>
internal sealed class ContextUse : ExpressionVisitor
{
    private bool _found;

    public static bool In(RuleExpression rule)
    {
        if (rule is not LinqExpression linq)
        {
            return rule.Inputs.Any(i => i.Type == typeof(IContext));
        }

        var use = new ContextUse();
        use.Visit(linq.Lambda.Body);
        return use._found;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _found |= node.Type == typeof(IContext);
        return node;
    }
}
