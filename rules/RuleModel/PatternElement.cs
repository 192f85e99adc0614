namespace Workflows.Rules.RuleModel;

/// <summary>
/// Facts of one type, or the results of a <see cref="Source"/>, that satisfy every condition. Binds its declaration to each of them in
/// turn.
/// </summary>
public sealed class PatternElement : RuleLeftElement
{
    /// <summary>The role of a pattern's conditions in <see cref="Expressions"/>.</summary>
    public const string ConditionName = "Condition";

    internal PatternElement(Declaration declaration, FactKey key, IEnumerable<NamedExpressionElement> expressions, RuleElement? source)
    {
        Declaration = declaration;
        declaration.Target = this;
        Key = key;
        Expressions = new ExpressionCollection(expressions);
        Source = source;
        Export([declaration]);
        ImportFrom(Expressions, [declaration]);
        if (source is not null)
        {
            ImportFrom([source], source.Exports);
        }
    }

    public override ElementType ElementType => ElementType.Pattern;

    /// <summary>The name of the matched value.</summary>
    public Declaration Declaration { get; }

    /// <summary>Which facts are looked at.</summary>
    public FactKey Key { get; }

    /// <summary>The type of the matched value.</summary>
    public Type ValueType => Declaration.Type;

    /// <summary>The conditions; all must hold.</summary>
    public ExpressionCollection Expressions { get; }

    /// <summary>Where the values come from: an aggregate or a binding; null for facts of the working memory.</summary>
    public RuleElement? Source { get; }
}

/// <summary>Values computed from a set of facts: a collection, groups, projections, sums.</summary>
public sealed class AggregateElement : RuleLeftElement
{
    internal AggregateElement(Type resultType, string name, IEnumerable<NamedExpressionElement> expressions, PatternElement source,
        Type? factory)
    {
        ResultType = resultType;
        Name = name;
        Expressions = new ExpressionCollection(expressions);
        Source = source;
        CustomFactoryType = factory;
        ImportFrom([source]);
        ImportFrom(Expressions, [source.Declaration]);
    }

    public override ElementType ElementType => ElementType.Aggregate;

    /// <summary>The type of each result.</summary>
    public Type ResultType { get; }

    /// <summary>Which aggregate: one of <see cref="AggregateNames"/> or one registered by the user.</summary>
    public string Name { get; }

    /// <summary>The selectors; their inputs are the source's declaration and, if they need them, names from outside.</summary>
    public ExpressionCollection Expressions { get; }

    /// <summary>What is aggregated.</summary>
    public PatternElement Source { get; }

    /// <summary>The user's factory type, for an aggregate that is not registered by name.</summary>
    public Type? CustomFactoryType { get; }
}

/// <summary>The aggregates every front end can use, and the roles of their expressions.</summary>
public static class AggregateNames
{
    /// <summary>
    /// One live list of all members, also when there are none. With <see cref="SortAscending"/>/<see cref="SortDescending"/> selectors it
    /// is sorted, with <see cref="KeySelector"/> it is a lookup.
    /// </summary>
    public const string Collect = "Collect";

    /// <summary>One group for each key (<see cref="KeySelector"/>, optional <see cref="ElementSelector"/>).</summary>
    public const string GroupBy = "GroupBy";

    /// <summary>One value for each member (<see cref="Selector"/>).</summary>
    public const string Project = "Project";

    /// <summary>The distinct values of each member's list (<see cref="Selector"/>).</summary>
    public const string Flatten = "Flatten";

    /// <summary>The number of members, as an int.</summary>
    public const string Count = "Count";

    /// <summary>The sum of the members' values (<see cref="Selector"/>; int, long, decimal or double), 0 when there are none.</summary>
    public const string Sum = "Sum";

    /// <summary>The least value (<see cref="Selector"/>), null when there are no members; nulls are left out.</summary>
    public const string Min = "Min";

    /// <summary>The greatest value (<see cref="Selector"/>), null when there are no members; nulls are left out.</summary>
    public const string Max = "Max";

    /// <summary>The mean of the members' values (<see cref="Selector"/>), null when there are none.</summary>
    public const string Average = "Average";

    /// <summary>One live list of the distinct values (<see cref="Selector"/>) in order of first arrival.</summary>
    public const string Distinct = "Distinct";

    public const string Selector = "Selector";
    public const string KeySelector = "KeySelector";
    public const string ElementSelector = "ElementSelector";
    public const string SortAscending = "KeySelectorAscending";
    public const string SortDescending = "KeySelectorDescending";
}

/// <summary>A value computed once for each match of what stands before it.</summary>
public sealed class BindingElement : RuleLeftElement
{
    internal BindingElement(Type resultType, RuleExpression expression)
    {
        ResultType = resultType;
        Rule = expression;
        Import(expression.Inputs);
    }

    public override ElementType ElementType => ElementType.Binding;

    /// <summary>The type of the value.</summary>
    public Type ResultType { get; }

    /// <summary>How it is computed.</summary>
    public RuleExpression Rule { get; }
}
