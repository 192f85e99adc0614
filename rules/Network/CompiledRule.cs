using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A rule as the agenda and the actions need it; its branches share it.</summary>
internal sealed class CompiledRule
{
    public CompiledRule(IRuleDefinition definition, int number)
    {
        (Definition, Priority, Number) = (definition, definition.Priority, number);
        IsRepeatable = definition.Repeatability == RuleRepeatability.Repeatable;
        IsTimed = definition.EffectiveFrom is not null || definition.EffectiveTo is not null;
        Actions = [.. definition.RightHandSide.Actions.Select(a => new RuleAction(a, definition))];
        HasUndo = Array.Exists(Actions, a => a.Element.ActionTrigger.HasFlag(ActionTrigger.Deactivated));
        UsesContext = Array.Exists(Actions, a => a.Call.UsesContext);
        Filters = [.. definition.FilterGroup.Filters.Select(f => new RuleFilter(f.FilterType, new RuleCall(f.Rule, definition)))];
    }

    public IRuleDefinition Definition { get; }

    /// <summary>Its place among the rules in the order of loading.</summary>
    public int Number { get; }

    public int Priority { get; }

    public bool IsRepeatable { get; }

    public bool IsTimed { get; }

    public bool HasUndo { get; }

    public bool HasFilters => Filters.Length > 0;

    public RuleAction[] Actions { get; }

    /// <summary>Whether an action looks at the context it is given, or asks it for services.</summary>
    public bool UsesContext { get; }

    public RuleFilter[] Filters { get; }
}

/// <summary>One filter, ready to be asked.</summary>
internal sealed record RuleFilter(FilterType Type, RuleCall Call);

/// <summary>One action, ready to run.</summary>
internal sealed class RuleAction(ActionElement element, IRuleDefinition rule)
{
    private readonly ConclusionKey _first = new(element, 0);

    public ActionElement Element { get; } = element;

    public RuleCall Call { get; } = new(element.Rule, rule);

    /// <summary>Under what a match keeps the action's conclusion of a number. Most actions have one, whose key is made once.</summary>
    public ConclusionKey KeyOf(int number) => number == 0 ? _first : new ConclusionKey(Element, number);
}

/// <summary>Tells the conclusions of a match apart: the action, and which of the action's conclusions.</summary>
internal sealed record ConclusionKey(ActionElement Action, int Index);

/// <summary>An expression over a whole match: names come from the match, services from the host.</summary>
internal sealed class RuleCall
{
    private readonly Evaluator _evaluator;
    private readonly Input[] _inputs;

    public RuleCall(RuleExpression rule, IRuleDefinition definition)
    {
        _evaluator = new Evaluator(rule);
        _inputs = [.. rule.Inputs.Select(i => new Input(i, definition))];
        HasServices = Array.Exists(_inputs, i => i.Service is not null);
        UsesContext = HasServices || ContextUse.In(rule);
    }

    public RuleExpression Rule => _evaluator.Rule;

    /// <summary>Whether it needs a way to resolve services.</summary>
    public bool HasServices { get; }

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

    private object? Argument(int i, Match match, IContext? context, Func<Type, object>? resolve)
    {
        var input = _inputs[i];
        if (input.Service is not null)
        {
            return resolve!(input.Service);
        }

        if (input.IsContext)
        {
            return context;
        }

        return match.TryFind(input.Declaration, out var fact) ? fact.Value : input.Missing;
    }

    /// <summary>One name the expression reads.</summary>
    private sealed class Input(Declaration declaration, IRuleDefinition definition)
    {
        public Declaration Declaration { get; } = declaration;

        public bool IsContext { get; } = declaration.Type == typeof(IContext);

        public Type? Service { get; } =
            definition.DependencyGroup.Dependencies.FirstOrDefault(d => d.Declaration.Equals(declaration))?.ServiceType;

        /// <summary>What it is in a branch of the rule that does not declare it.</summary>
        public object? Missing { get; } = declaration.Type.IsValueType ? Activator.CreateInstance(declaration.Type) : null;
    }
}
