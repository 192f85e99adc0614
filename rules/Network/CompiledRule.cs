using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A rule as the agenda and the actions need it; its branches share it.</summary>
internal sealed class CompiledRule
{
    public CompiledRule(IRuleDefinition definition, int order)
    {
        (Definition, Order, Priority) = (definition, order, definition.Priority);
        IsRepeatable = definition.Repeatability == RuleRepeatability.Repeatable;
        IsTimed = definition.EffectiveFrom is not null || definition.EffectiveTo is not null;
        Actions = [.. definition.RightHandSide.Actions.Select(a => new RuleAction(a, definition))];
        HasUndo = Array.Exists(Actions, a => a.Element.ActionTrigger.HasFlag(ActionTrigger.Deactivated));
        UsesContext = Array.Exists(Actions, a => a.Call.UsesContext);
        Filters = [.. definition.FilterGroup.Filters.Select(f => (f.FilterType, new RuleCall(f.Rule, definition)))];
    }

    public IRuleDefinition Definition { get; }

    /// <summary>Place among the rules as they were loaded.</summary>
    public int Order { get; }

    public int Priority { get; }

    public bool IsRepeatable { get; }

    public bool IsTimed { get; }

    public bool HasUndo { get; }

    public bool HasFilters => Filters.Length > 0;

    public RuleAction[] Actions { get; }

    /// <summary>Whether an action looks at the context it is given, or asks it for services.</summary>
    public bool UsesContext { get; }

    public (FilterType Type, RuleCall Call)[] Filters { get; }
}

/// <summary>One action, ready to run.</summary>
internal sealed class RuleAction(ActionElement element, IRuleDefinition rule)
{
    public ActionElement Element { get; } = element;

    public RuleCall Call { get; } = new(element.Rule, rule);
}

/// <summary>An expression over a whole match: names come from the match, services from the host.</summary>
internal sealed class RuleCall
{
    private readonly Evaluator _evaluator;
    private readonly (Declaration Declaration, Type? Service, object? Missing)[] _inputs;
    private readonly bool _hasServices;

    public RuleCall(RuleExpression rule, IRuleDefinition definition)
    {
        _evaluator = new Evaluator(rule);
        _inputs = [.. rule.Inputs.Select(i => (i, ServiceOf(definition, i), i.Type.IsValueType ? Activator.CreateInstance(i.Type) : null))];
        _hasServices = Array.Exists(_inputs, i => i.Service is not null);
        UsesContext = _hasServices || ContextUse.In(rule);
    }

    public RuleExpression Rule => _evaluator.Rule;

    /// <summary>Whether it needs a way to resolve services.</summary>
    public bool HasServices => _hasServices;

    /// <summary>Whether it looks at the context that it is given.</summary>
    public bool UsesContext { get; }

    public object? Invoke(Match match, IContext? context, Func<Type, object>? resolve)
    {
        if (_inputs.Length == 1)
        {
            return _evaluator.Value(Argument(0, match, context, resolve));
        }

        if (_inputs.Length == 2)
        {
            return _evaluator.Value(Argument(0, match, context, resolve), Argument(1, match, context, resolve));
        }

        return _evaluator.Value(Arguments(match, context, resolve));
    }

    public object?[] Arguments(Match match, IContext? context, Func<Type, object>? resolve)
    {
        var arguments = new object?[_inputs.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(i, match, context, resolve);
        }

        return arguments;
    }

    private static Type? ServiceOf(IRuleDefinition definition, Declaration input) =>
        definition.DependencyGroup.Dependencies.FirstOrDefault(d => d.Declaration.Equals(input))?.ServiceType;

    private object? Argument(int i, Match match, IContext? context, Func<Type, object>? resolve)
    {
        var (declaration, service, missing) = _inputs[i];
        if (service is not null)
        {
            return resolve!(service);
        }

        if (declaration.Type == typeof(IContext))
        {
            return context;
        }

        return match.TryFind(declaration, out var fact) ? fact.Value : missing;
    }
}
