using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel.Builders;

/// <summary>How the elements of a group belong together.</summary>
public enum GroupType
{
    And,
    Or,
}

/// <summary>Something that becomes an element of a rule's left-hand side.</summary>
public abstract class RuleElementBuilder
{
    private protected RuleElementBuilder()
    {
    }

    internal abstract RuleElement BuildElement();
}

/// <summary>Puts a group of patterns together.</summary>
public class GroupBuilder : RuleElementBuilder
{
    private readonly List<RuleElementBuilder> _children = [];
    private GroupType _type;
    private int _unnamed;

    public GroupBuilder()
    {
    }

    public GroupBuilder(GroupType type) => _type = type;

    public void GroupType(GroupType type) => _type = type;

    /// <summary>Adds a pattern over a CLR type; without a name it gets one that no author writes.</summary>
    public PatternBuilder Pattern(Type type, string? name = null) => Add(new PatternBuilder(type, name ?? $"${type.Name}{++_unnamed}"));

    public PatternBuilder Pattern(Declaration declaration) => Add(new PatternBuilder(declaration.Type, declaration.Name));

    public GroupBuilder Group(GroupType type) => Add(new GroupBuilder(type));

    public NotBuilder Not() => Add(new NotBuilder());

    public ExistsBuilder Exists() => Add(new ExistsBuilder());

    public ForAllBuilder ForAll() => Add(new ForAllBuilder());

    /// <summary>Adds an element that is built already.</summary>
    public void Element(RuleElement element) => Add(new BuiltElement(element));

    internal override RuleElement BuildElement() => BuildGroup();

    internal GroupElement BuildGroup()
    {
        var children = _children.Select(c => c.BuildElement());
        return _type == Builders.GroupType.And ? new AndElement(children) : new OrElement(children);
    }

    private T Add<T>(T child)
        where T : RuleElementBuilder
    {
        _children.Add(child);
        return child;
    }

    private sealed class BuiltElement(RuleElement element) : RuleElementBuilder
    {
        internal override RuleElement BuildElement() => element;
    }
}

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

/// <summary>Puts a computed value together.</summary>
public class BindingBuilder(Type resultType) : RuleElementBuilder
{
    private LambdaExpression? _expression;

    public void BindingExpression(LambdaExpression expression) => _expression = expression;

    internal override RuleElement BuildElement() =>
        new BindingElement(resultType, _expression ?? throw new InvalidOperationException("A binding needs an expression"));
}
