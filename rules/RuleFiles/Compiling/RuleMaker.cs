using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Makes a rule of the model from a checked rule of a file.</summary>
internal sealed class RuleMaker
{
    private readonly Evaluation _evaluation;
    private readonly ExpressionMaker _expressions;
    private readonly string _rule;
    private readonly Dictionary<ActionElement, ConcludeCall> _calls;
    private int _unnamed;

    private RuleMaker(string rule, Evaluation evaluation, Dictionary<ActionElement, ConcludeCall> calls)
    {
        _calls = calls;
        _rule = rule;
        _evaluation = evaluation;
        _expressions = new ExpressionMaker(evaluation);
    }

    public static RuleDefinition Make(BoundRule rule, Evaluation evaluation, Dictionary<ActionElement, ConcludeCall> calls)
    {
        var maker = new RuleMaker(rule.Name, evaluation, calls);
        var left = Element.AndGroup(maker.Elements(rule.Conditions));
        var right = Element.ActionGroup(rule.Actions.Select(maker.Action).ToList());
        return new RuleDefinition(rule.Name, left, right)
        {
            Description = rule.Label.En,
            Priority = maker.Constant(rule.Priority) is decimal priority ? (int)Math.Clamp(priority, int.MinValue, int.MaxValue) : 0,
            Tags = rule.Tags,
            EffectiveFrom = (maker.Constant(rule.From) as FeelDateTime?)?.ToDateTimeOffset(),
            EffectiveTo = (maker.Constant(rule.Until) as FeelDateTime?)?.ToDateTimeOffset(),
        };
    }

    private object? Constant(Formula? formula)
    {
        if (formula is null)
        {
            return null;
        }

        var value = new FormulaCall(formula, [], _evaluation).Evaluate([]);
        return FeelValues.TryConvert(value, FeelType.DateTime, out var moment) ? moment : value;
    }

    private List<RuleElement> Elements(IReadOnlyList<BoundCondition> conditions)
    {
        var elements = new List<PendingElement>();
        foreach (var condition in conditions)
        {
            switch (condition)
            {
                case BoundHolds holds:
                    Attach(holds, elements);
                    break;
                case BoundEither either:
                    // The names of the branches are known before they are used, each branch with its own elements.
                    var branches = either.Branches.Select(b => (RuleElement)Element.AndGroup(Elements(b))).ToList();
                    elements.Add(new PendingElement(Element.OrGroup(branches)));
                    break;
                default:
                    elements.Add(Pending(condition));
                    break;
            }
        }

        return [.. elements.Select(e => e.Build())];
    }

    private PendingElement Pending(BoundCondition condition)
    {
        switch (condition)
        {
            case BoundPattern pattern:
                return Facts(pattern.Name, pattern.Where);
            case BoundLet let:
                var value = _expressions.Value(let.Value, typeof(object));
                return new PendingElement(_expressions.Declare(let.Name, typeof(object)), Element.Binding(typeof(object), value));
            case BoundExists exists:
                var member = Facts(exists.Member, exists.Where).BuildPattern();
                return new PendingElement(exists.Negated ? Element.Not(member) : Element.Exists(member));
            case BoundAll all:
                return new PendingElement(ForAll(all));
            case BoundGroup group:
                var together = Element.AndGroup(Elements(group.Conditions));
                return new PendingElement(group.Negated ? Element.Not(together) : Element.Exists(together));
            case BoundCollect collect:
                return Collect(collect);
            case BoundAggregate aggregate:
                return Aggregate(aggregate);
            default:
                throw new InvalidOperationException($"{condition.GetType().Name} is no element");
        }
    }

    private PendingElement Facts(ScopeName name, IEnumerable<BoundConjunct> where)
    {
        var declaration = _expressions.Declare(name, typeof(RuleFact));
        var pending = new PendingElement(declaration, FactKey.Declared(typeof(RuleFact), name.Fact!.Name));
        pending.Conditions.AddRange(where.SelectMany(c => _expressions.Conditions(c, declaration)));
        return pending;
    }

    private ForAllElement ForAll(BoundAll all)
    {
        var subject = Facts(all.Member, all.Where).BuildPattern();
        var required = Facts(all.Member, all.Have).BuildPattern();
        return Element.ForAll(subject, required);
    }

    private PendingElement Collect(BoundCollect collect)
    {
        var members = Facts(collect.Member, collect.Where).BuildPattern();
        if (collect.Keys.Count == 0)
        {
            var list = _expressions.Declare(collect.Name, typeof(IEnumerable<RuleFact>));
            return new PendingElement(list, Element.Collect(typeof(IEnumerable<RuleFact>), members));
        }

        var key = collect.Keys.Count == 1 ? _expressions.Value(collect.Keys[0], typeof(object)) : KeyOf(collect);
        var type = typeof(IGrouping<object, RuleFact>);
        var group = _expressions.Declare(collect.Name, type);
        return new PendingElement(
            group, Element.Aggregate(type, AggregateNames.GroupBy, [Element.Expression(AggregateNames.KeySelector, key)], members));
    }

    private RuleExpression KeyOf(BoundCollect collect) => _expressions.Over(
        collect.Keys,
        names =>
        {
            var calls = collect.Keys.Select(k => new FormulaCall(k, names, _evaluation)).ToArray();
            return arguments => new KeyParts(Array.ConvertAll(calls, c => c.Evaluate(arguments)));
        },
        string.Join(", ", collect.Keys.Select(k => k.Text)));

    private PendingElement Aggregate(BoundAggregate aggregate)
    {
        var source = Facts(aggregate.Member, aggregate.Where);
        var (name, type, convert) = aggregate.Function switch
        {
            "count" => (AggregateNames.Count, typeof(decimal), null),
            "sum" => (AggregateNames.Sum, typeof(decimal), null),
            "average" => (AggregateNames.Average, typeof(decimal?), null),
            "min" => (AggregateNames.Min, typeof(object), v => Ordered(v)),
            "max" => (AggregateNames.Max, typeof(object), v => Ordered(v)),
            _ => (AggregateNames.Distinct, typeof(IEnumerable<object>), (Func<object?, object?>?)null),
        };
        List<NamedExpressionElement> selectors = [];
        if (aggregate.Selector is { } selector)
        {
            source.Conditions.Add(Present(selector, source.Declaration!));
            selectors.Add(Element.Expression(AggregateNames.Selector, _expressions.Value(selector, type == typeof(decimal)
                ? type : typeof(object), convert)));
        }

        var members = source.BuildPattern();
        return new PendingElement(_expressions.Declare(aggregate.Name, type), Element.Aggregate(type, name, selectors, members));
    }

    /// <summary>Members for which the selector has no value are left out of the aggregate.</summary>
    private RuleExpression Present(Formula selector, Declaration member)
    {
        var value = _expressions.Value(selector, typeof(object));
        return RuleExpression.Create(
            value.Inputs.Count == 0 ? [member] : value.Inputs, typeof(bool), arguments => value.Evaluate(arguments) is not null,
            ("present", value.StructuralKey), null, $"{selector.Text} != null");
    }

    private static OrderedValue? Ordered(object? value) => value is null ? null : new OrderedValue(value);

    /// <summary>A condition of its own stands at the nearest name before it; where there is none, at a value made for it.</summary>
    private void Attach(BoundHolds holds, List<PendingElement> elements)
    {
        foreach (var conjunct in holds.Conjuncts)
        {
            if (elements is [.., { Declaration: { } last } pending])
            {
                pending.Conditions.AddRange(_expressions.Conditions(conjunct, last));
                continue;
            }

            var value = _expressions.Value(conjunct.Whole, typeof(object));
            var name = new ScopeName($"$holds{++_unnamed}", FeelType.Boolean, NameKind.Value);
            var declaration = _expressions.Declare(name, typeof(object));
            var made = new PendingElement(declaration, Element.Binding(typeof(object), value));
            made.Conditions.Add(RuleExpression.Create(
                [declaration], typeof(bool), arguments => arguments[0] is true, "is true", null, conjunct.Whole.Text));
            elements.Add(made);
        }
    }

    private ActionElement Action(BoundAction action)
    {
        ConcludeCall? concludes = null;
        var made = Element.Conclude(_expressions.Over(
            action.Formulas,
            names => action is BoundConclude conclude
                ? (concludes = new ConcludeCall(conclude, names, _evaluation)).Evaluate
                : new EffectCall((BoundEffect)action, _rule, names, _evaluation).Evaluate,
            action.Text,
            action.Each?.Name));
        if (concludes is not null)
        {
            _calls.Add(made, concludes);
        }

        return made;
    }
}
