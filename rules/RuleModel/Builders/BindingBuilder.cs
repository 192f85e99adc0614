using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel.Builders;

/// <summary>Puts a computed value together.</summary>
public class BindingBuilder(Type resultType) : RuleElementBuilder
{
    private LambdaExpression? _expression;

    public void BindingExpression(LambdaExpression expression) => _expression = expression;

    internal override RuleElement BuildElement() =>
        new BindingElement(resultType, _expression ?? throw new InvalidOperationException("A binding needs an expression"));
}
