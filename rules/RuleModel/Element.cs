using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel;

/// <summary>
/// Makes the elements of rules. Every front end builds its rules with these functions; a LINQ lambda converts to a
/// <see cref="RuleExpression"/>.
/// </summary>
public static class Element
{
    public static Declaration Declaration(Type type, string name) => new(type, name);

    /// <summary>Facts of a CLR type.</summary>
    public static PatternElement Pattern(Type type, string name, params IEnumerable<RuleExpression> conditions) =>
        Pattern(new Declaration(type, name), FactKey.Of(type), conditions);

    /// <summary>Facts of a CLR or declared type.</summary>
    public static PatternElement Pattern(Declaration declaration, FactKey key, IEnumerable<RuleExpression> conditions) =>
        new(declaration, key, Conditions(conditions), null);

    /// <summary>The results of an aggregate or the value of a binding.</summary>
    public static PatternElement Pattern(Declaration declaration, IEnumerable<RuleExpression> conditions, RuleElement source) =>
        new(declaration, FactKey.Of(declaration.Type), Conditions(conditions), source);

    public static NamedExpressionElement Condition(RuleExpression expression) => new(PatternElement.ConditionName, expression);

    public static NamedExpressionElement Expression(string name, RuleExpression expression) => new(name, expression);

    public static AggregateElement Aggregate(
        Type resultType, string name, IEnumerable<NamedExpressionElement> expressions, PatternElement source,
            Type? customFactoryType = null) =>
        new(resultType, name, expressions, source, customFactoryType);

    public static AggregateElement Collect(Type resultType, PatternElement source) =>
        Aggregate(resultType, AggregateNames.Collect, [], source);

    public static BindingElement Binding(Type resultType, RuleExpression expression) => new(resultType, expression);

    /// <summary>A computed value with its name.</summary>
    public static PatternElement Let(Declaration declaration, RuleExpression expression, params IEnumerable<RuleExpression> conditions) =>
        Pattern(declaration, conditions, Binding(declaration.Type, expression));

    public static AndElement AndGroup(params IEnumerable<RuleElement> children) => new(children);

    public static OrElement OrGroup(params IEnumerable<RuleElement> children) => new(children);

    public static NotElement Not(RuleElement source) => new(source);

    public static ExistsElement Exists(RuleElement source) => new(source);

    public static ForAllElement ForAll(PatternElement basePattern, params IEnumerable<PatternElement> patterns) =>
        new(basePattern, patterns);

    /// <summary>Host code; the lambda's first parameter is an <see cref="IContext"/>.</summary>
    public static ActionElement Action(LambdaExpression expression,
        ActionTrigger trigger = ActionTrigger.Activated | ActionTrigger.Reactivated) =>
        new(expression, trigger, ActionKind.Call);

    /// <summary>A fact, or a list of facts, that holds as long as the match does.</summary>
    public static ActionElement Conclude(RuleExpression fact) =>
        new(fact, ActionTrigger.Activated | ActionTrigger.Reactivated, ActionKind.Conclude);

    /// <summary>An effect, or a list of effects, as data.</summary>
    public static ActionElement Effect(RuleExpression effect,
        ActionTrigger trigger = ActionTrigger.Activated | ActionTrigger.Reactivated) =>
        new(effect, trigger, ActionKind.Effect);

    public static ActionGroupElement ActionGroup(params IEnumerable<ActionElement> actions) => new(actions);

    public static FilterElement Filter(FilterType type, RuleExpression expression) => new(type, expression);

    public static FilterGroupElement FilterGroup(params IEnumerable<FilterElement> filters) => new(filters);

    public static DependencyElement Dependency(Declaration declaration, Type serviceType) => new(declaration, serviceType);

    public static DependencyGroupElement DependencyGroup(params IEnumerable<DependencyElement> dependencies) => new(dependencies);

    /// <summary>A whole rule, checked. See <see cref="RuleDefinition"/> for its optional parts.</summary>
    /// <exception cref="ArgumentException">The left-hand side is empty, or a name is used that nothing declares.</exception>
    public static RuleDefinition RuleDefinition(string name, GroupElement leftHandSide, ActionGroupElement rightHandSide) =>
        new(name, leftHandSide, rightHandSide);

    private static IEnumerable<NamedExpressionElement> Conditions(IEnumerable<RuleExpression> conditions) => conditions.Select(Condition);
}
