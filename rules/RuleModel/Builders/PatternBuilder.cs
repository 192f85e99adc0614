using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel.Builders;

/// <summary>Puts a pattern together.</summary>
public class PatternBuilder : RuleElementBuilder
{
    private readonly List<RuleExpression> _conditions = [];
    private RuleElementBuilder? _source;

    public PatternBuilder(Type type, string name) => Declaration = new Declaration(type, name);

    /// <summary>The name of the matched value.</summary>
    public Declaration Declaration { get; }

    /// <summary>Adds a condition; its parameters are declarations, by name.</summary>
    public void Condition(LambdaExpression expression) => _conditions.Add(expression);

    /// <summary>Adds a condition of any front end.</summary>
    public void Condition(RuleExpression expression) => _conditions.Add(expression);

    public AggregateBuilder Aggregate()
    {
        var builder = new AggregateBuilder(Declaration.Type);
        _source = builder;
        return builder;
    }

    public BindingBuilder Binding()
    {
        var builder = new BindingBuilder(Declaration.Type);
        _source = builder;
        return builder;
    }

    internal override RuleElement BuildElement() => BuildPattern();

    internal PatternElement BuildPattern() =>
        _source is null
            ? Element.Pattern(Declaration, FactKey.Of(Declaration.Type), _conditions)
            : Element.Pattern(Declaration, _conditions, _source.BuildElement());
}
