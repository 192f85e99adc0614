using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel;

/// <summary>When an action runs; the values combine.</summary>
[Flags]
public enum ActionTrigger
{
    None = 0,

    /// <summary>When a match fires for the first time.</summary>
    Activated = 1,

    /// <summary>When a match that has fired fires again.</summary>
    Reactivated = 2,

    /// <summary>When a match that has fired is gone.</summary>
    Deactivated = 4,
}

/// <summary>What the result of an action's expression is for.</summary>
public enum ActionKind
{
    /// <summary>Host code with a context; only the C# front end has it.</summary>
    Call,

    /// <summary>A fact, or a list of facts, that holds as long as the match does. Null concludes nothing.</summary>
    Conclude,

    /// <summary>An effect, or a list of effects, as data for the caller; the engine performs nothing.</summary>
    Effect,
}

/// <summary>Something a rule does when it fires.</summary>
public sealed class ActionElement : RuleRightElement
{
    internal ActionElement(RuleExpression rule, ActionTrigger trigger, ActionKind kind)
    {
        Rule = rule;
        ActionTrigger = trigger;
        Kind = kind;
        Import(rule.Inputs.Where(d => d.Type != typeof(IContext)));
    }

    public override ElementType ElementType => ElementType.Action;

    /// <summary>The expression. A <see cref="ActionKind.Call"/> has the <see cref="IContext"/> among its inputs.</summary>
    public RuleExpression Rule { get; }

    /// <summary>When it runs.</summary>
    public ActionTrigger ActionTrigger { get; }

    /// <summary>What its result is for.</summary>
    public ActionKind Kind { get; }

    /// <summary>The LINQ lambda of an action written in C#.</summary>
    /// <exception cref="InvalidOperationException">The action comes from another front end.</exception>
    public LambdaExpression Expression => (Rule as LinqExpression)?.Lambda
        ?? throw new InvalidOperationException($"'{Rule}' was not written as a C# expression");
}

/// <summary>What a rule does, in order.</summary>
public sealed class ActionGroupElement : RuleRightElement
{
    internal ActionGroupElement(IEnumerable<ActionElement> actions)
    {
        Actions = [.. actions];
        ImportFrom(Actions);
    }

    public override ElementType ElementType => ElementType.ActionGroup;

    public IReadOnlyList<ActionElement> Actions { get; }
}

/// <summary>What a filter does with a match that is new or changed.</summary>
public enum FilterType
{
    /// <summary>Lets it through while the condition holds.</summary>
    Predicate,

    /// <summary>Lets it through when the key differs from the one at the last firing.</summary>
    KeyChange,
}

/// <summary>Decides whether a match comes up for firing.</summary>
public sealed class FilterElement : RuleElement
{
    internal FilterElement(FilterType filterType, RuleExpression rule)
    {
        FilterType = filterType;
        Rule = rule;
        Import(rule.Inputs);
    }

    public override ElementType ElementType => ElementType.Filter;

    public FilterType FilterType { get; }

    public RuleExpression Rule { get; }
}

/// <summary>The filters of a rule.</summary>
public sealed class FilterGroupElement : RuleElement
{
    internal FilterGroupElement(IEnumerable<FilterElement> filters)
    {
        Filters = [.. filters];
        ImportFrom(Filters);
    }

    public override ElementType ElementType => ElementType.FilterGroup;

    public IReadOnlyList<FilterElement> Filters { get; }
}

/// <summary>A service that the rule's actions get from the host.</summary>
public sealed class DependencyElement : RuleElement
{
    internal DependencyElement(Declaration declaration, Type serviceType)
    {
        Declaration = declaration;
        declaration.Target = this;
        ServiceType = serviceType;
        Export([declaration]);
    }

    public override ElementType ElementType => ElementType.Dependency;

    public Declaration Declaration { get; }

    public Type ServiceType { get; }
}

/// <summary>The services of a rule.</summary>
public sealed class DependencyGroupElement : RuleElement
{
    internal DependencyGroupElement(IEnumerable<DependencyElement> dependencies)
    {
        Dependencies = [.. dependencies];
        Export(Dependencies.Select(d => d.Declaration));
    }

    public override ElementType ElementType => ElementType.DependencyGroup;

    public IReadOnlyList<DependencyElement> Dependencies { get; }
}
