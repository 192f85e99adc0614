using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel.Builders;

/// <summary>Puts an aggregate together.</summary>
public class AggregateBuilder(Type resultType) : RuleElementBuilder
{
    private readonly List<NamedExpressionElement> _expressions = [];
    private string _name = AggregateNames.Collect;
    private Type? _factory;
    private PatternBuilder? _source;

    public void Collect() => _name = AggregateNames.Collect;

    public void GroupBy(LambdaExpression keySelector, LambdaExpression elementSelector)
    {
        _name = AggregateNames.GroupBy;
        _expressions.Add(Element.Expression(AggregateNames.KeySelector, keySelector));
        _expressions.Add(Element.Expression(AggregateNames.ElementSelector, elementSelector));
    }

    public void Project(LambdaExpression selector) => Single(AggregateNames.Project, selector);

    public void Flatten(LambdaExpression selector) => Single(AggregateNames.Flatten, selector);

    public void OrderBy(LambdaExpression keySelector, bool descending) =>
        _expressions.Add(Element.Expression(descending ? AggregateNames.SortDescending : AggregateNames.SortAscending, keySelector));

    public void Aggregator(string name, IEnumerable<KeyValuePair<string, LambdaExpression>> expressions, Type? customFactoryType = null)
    {
        _name = name;
        _factory = customFactoryType;
        _expressions.AddRange(expressions.Select(e => Element.Expression(e.Key, e.Value)));
    }

    public PatternBuilder Pattern(Type type, string? name = null) => _source = new PatternBuilder(type, name ?? "$source");

    internal override RuleElement BuildElement() =>
        Element.Aggregate(resultType, _name, _expressions,
            (_source ?? throw new InvalidOperationException("An aggregate needs a source")).BuildPattern(), _factory);

    private void Single(string name, LambdaExpression selector)
    {
        _name = name;
        _expressions.Add(Element.Expression(AggregateNames.Selector, selector));
    }
}
