using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Checks a rule and binds its names. A rule with an error is reported and gives none.</summary>
internal sealed partial class RuleBinder
{
    private const int MostCombinations = 500;
    private readonly Problems _problems;
    private readonly FormulaBinder _formulas;
    private readonly ProgramNames _program;
    private readonly Declarations _declarations;
    private readonly HashSet<string> _parameters = [];
    private Func<Span, Span> _wholeOf = s => s;
    private int _unnamed;

    private RuleBinder(ProgramNames program, Declarations declarations, Problems problems)
    {
        _program = program;
        _declarations = declarations;
        _problems = problems;
        _formulas = new FormulaBinder(problems);
    }

    private SourceText Source => _problems.Source;

    public static BoundRule? Bind(RuleSyntax syntax, ProgramNames program, Declarations declarations, FileSyntax file, Problems problems)
    {
        var binder = new RuleBinder(program, declarations, problems) { _wholeOf = file.WholeOf };
        var errors = problems.ErrorCount;
        var rule = binder.Bind(syntax);
        return problems.ErrorCount == errors && syntax.Conditions.Count > 0 && syntax.Actions.Count > 0 ? rule : null;
    }

    private BoundRule Bind(RuleSyntax syntax)
    {
        var scope = RuleScope.Of(_program);
        var priority = Constant(syntax.Priority, FeelType.Number, scope);
        var from = Moment(syntax.From, scope);
        var until = Moment(syntax.Until, scope);
        var conditions = BindConditions(syntax.Conditions, ref scope);
        CheckCombinations(syntax, conditions);
        var actions = syntax.Actions.Select(a => BindAction(a, scope)).OfType<BoundAction>().ToList();
        Texts.Check(syntax.Label, syntax.Name, _problems);
        return new BoundRule(
            syntax.Name.Text, FactTypeBinder.LabelOf(syntax.Label, syntax.Name), Source.PlaceOf(syntax.Name.Span),
            [.. syntax.Tags.Select(t => t.Text)], priority, from, until, conditions, actions)
        {
            Parameters = [.. _parameters],
            ActionWords = string.Join('\n', syntax.Actions.Select(a => Words(a.Span)))
                + $"\n{(syntax.From is null ? "-" : Words(syntax.From.Span))} {(syntax.Until is null ? "-" : Words(syntax.Until.Span))}",
            ConditionWords = syntax.Conditions.Select(c => Words(c.Span)).ToHashSet(),
        };
    }

    /// <summary>A rule is judged once for each way through its blocks of either and or, so that their number has a limit.</summary>
    private void CheckCombinations(RuleSyntax syntax, IReadOnlyList<BoundCondition> conditions)
    {
        if (Combinations(conditions) > MostCombinations)
        {
            _problems.Add("R227", syntax.Name.Span, RuleTexts.TooManyCombinations(MostCombinations));
        }
    }

    private static double Combinations(IEnumerable<BoundCondition> conditions) => conditions.Aggregate(1.0, (ways, condition) => ways
        * condition switch
        {
            BoundEither either => either.Branches.Sum(Combinations),
            BoundGroup group => Combinations(group.Conditions),
            _ => 1,
        });

    /// <summary>The words of a line and of what stands below it, with one blank between.</summary>
    private string Words(Span span) =>
        string.Join(' ', Tokenizer.Read(Source, _wholeOf(span)).Select(t => Source.Slice(t.Span)));

    /// <summary>A setting of the rule: an expression over parameters alone.</summary>
    private Formula? Constant(ExpressionSyntax? syntax, FeelType type, RuleScope scope) =>
        syntax is null || syntax.IsMissing ? null : Typed(syntax.Span, type, scope);

    private Formula? Moment(ExpressionSyntax? syntax, RuleScope scope)
    {
        var moment = Constant(syntax, FeelType.DateTime, scope);
        if (moment?.Type.Kind == FeelKind.Date)
        {
            _problems.Add("R228", moment.Span, ExpressionTexts.DayForMoment(moment.Text), Severity.Warning);
        }

        return moment;
    }

    private Formula? Typed(Span span, FeelType type, RuleScope scope)
    {
        var formula = Note(_formulas.Bind(span, scope));
        if (formula is not null && !formula.Type.MayConformTo(type))
        {
            _problems.Add("R205", span, CheckTexts.WrongType(type.Name, Source.Slice(span)));
            return null;
        }

        return formula;
    }

    private List<BoundCondition> BindConditions(IEnumerable<ConditionSyntax> conditions, ref RuleScope scope)
    {
        var bound = new List<BoundCondition>();
        foreach (var condition in conditions)
        {
            if (BindCondition(condition, ref scope) is { } one)
            {
                bound.Add(one);
            }
        }

        return bound;
    }

    private BoundCondition? BindCondition(ConditionSyntax condition, ref RuleScope scope)
    {
        switch (condition)
        {
            case PatternSyntax pattern:
                return BindPattern(pattern, ref scope);
            case CollectSyntax collect:
                return BindCollect(collect, ref scope);
            case AggregateSyntax aggregate:
                return BindAggregate(aggregate, ref scope);
            case ExistsSyntax exists:
                return Member(exists.Type) is { } some ? new BoundExists(exists.Negated, some, Where(exists.Where, some, scope)) : null;
            case AllSyntax all:
                return Member(all.Type) is { } each
                    ? new BoundAll(each, Where(all.Where, each, scope), Where(all.Have, each, scope)) : null;
            case LetSyntax let:
                return BindLet(let, ref scope);
            case HoldsSyntax holds:
                return new BoundHolds(Conjuncts(holds.Condition, scope));
            case EitherSyntax either:
                return BindEither(either, ref scope);
            case BlockSyntax block:
                return BindBlock(block, scope);
            default:
                throw new InvalidOperationException($"{condition.GetType().Name} is no condition");
        }
    }

    private BoundPattern? BindPattern(PatternSyntax syntax, ref RuleScope scope)
    {
        if (_declarations.Find(syntax.Type, _problems) is not { } type)
        {
            Declare(new ScopeName(syntax.Name.Text, FeelType.Any, NameKind.Value), syntax.Name, ref scope);
            return null;
        }

        var name = new ScopeName(syntax.Name.Text, type.Type, NameKind.Fact, type, Source.PlaceOf(syntax.Name.Span));
        var where = Where(syntax.Where, name, scope);
        Declare(name, syntax.Name, ref scope);
        return new BoundPattern(name, where);
    }

    private BoundCollect? BindCollect(CollectSyntax syntax, ref RuleScope scope)
    {
        if (Member(syntax.Type) is not { Fact: { } type } member)
        {
            Declare(new ScopeName(syntax.Name.Text, FeelType.Any, NameKind.Value), syntax.Name, ref scope);
            return null;
        }

        var where = Where(syntax.Where, member, scope);
        var within = RuleScope.Of(_program).Within(member);
        var keys = syntax.GroupedBy.Select(k => Note(_formulas.Bind(k.Span, within))).ToList();
        var isGroup = keys.Count > 0;
        var listed = isGroup
            ? RuleGroup.TypeOf(type, [.. keys.Select((k, i) =>
                (RuleGroup.NameOf(k?.Text ?? string.Empty, type, i), k?.Type ?? FeelType.Any))])
            : (FeelType)FeelType.ListOf(type.Type);
        var name = new ScopeName(
            syntax.Name.Text, listed, isGroup ? NameKind.Group : NameKind.Facts, type, Source.PlaceOf(syntax.Name.Span));
        Declare(name, syntax.Name, ref scope);
        return new BoundCollect(name, member, where, [.. keys.OfType<Formula>()]);
    }

    private BoundAggregate? BindAggregate(AggregateSyntax syntax, ref RuleScope scope)
    {
        var member = Member(syntax.Type);
        var where = member is null ? [] : Where(syntax.Where, member, scope);
        var selector = member is null || syntax.Selector is null ? null : Note(_formulas.Bind(syntax.Selector.Span, scope.Within(member)));
        if (selector is not null && syntax.Function is "sum" or "average" && !selector!.Type.MayConformTo(FeelType.Number))
        {
            _problems.Add("R205", selector.Span, CheckTexts.WrongType("number", selector.Text));
        }

        var type = syntax.Function switch
        {
            "count" or "sum" or "average" => FeelType.Number,
            "distinct" => FeelType.ListOf(selector?.Type ?? FeelType.Any),
            _ => selector?.Type ?? FeelType.Any,
        };
        var name = new ScopeName(syntax.Name.Text, type, NameKind.Value, null, Source.PlaceOf(syntax.Name.Span));
        Declare(name, syntax.Name, ref scope);
        return member is null ? null : new BoundAggregate(name, syntax.Function, selector, member, where);
    }

    private BoundLet? BindLet(LetSyntax syntax, ref RuleScope scope)
    {
        var value = syntax.Value.IsMissing ? null : Note(_formulas.Bind(syntax.Value.Span, scope));
        var place = Source.PlaceOf(syntax.Name.Span);
        var name = new ScopeName(syntax.Name.Text, value?.Type ?? FeelType.Any, NameKind.Value, null, place);
        Declare(name, syntax.Name, ref scope);
        return value is null ? null : new BoundLet(name, value);
    }

    /// <summary>The names of a block stay in it. That all have something is that there is none without it.</summary>
    private BoundGroup BindBlock(BlockSyntax syntax, RuleScope scope)
    {
        var conditions = BindConditions(syntax.Conditions, ref scope);
        if (syntax.Have is not null)
        {
            conditions.Add(new BoundGroup(true, BindConditions(syntax.Have, ref scope)));
        }

        return new BoundGroup(syntax.Word != "exists", conditions);
    }

    /// <summary>A name that every branch declares alike is there after them; others stay inside.</summary>
    private BoundEither BindEither(EitherSyntax syntax, ref RuleScope scope)
    {
        var branches = new List<IReadOnlyList<BoundCondition>>();
        var scopes = new List<RuleScope>();
        foreach (var branch in syntax.Branches)
        {
            var inner = scope;
            branches.Add(BindConditions(branch, ref inner));
            scopes.Add(inner);
        }

        var outer = scope;
        foreach (var name in scopes[0].Names().Where(n => outer.Find(n.Name) is null).Reverse())
        {
            var others = scopes.Skip(1).Select(s => s.Find(name.Name)).ToList();
            if (others.TrueForAll(o => o is not null && o.Kind == name.Kind && o.Fact == name.Fact))
            {
                var type = others.Aggregate(name.Type, (t, o) => t.Join(o!.Type));
                scope = scope.With(name with { Type = type });
            }
        }

        return new BoundEither(branches);
    }

    private ScopeName? Member(NameSyntax type) => _declarations.Find(type, _problems) is { } found
        ? new ScopeName($"${++_unnamed}", found.Type, NameKind.Fact, found) : null;

    private List<BoundConjunct> Where(ExpressionSyntax? where, ScopeName candidate, RuleScope scope) =>
        where is null || where.IsMissing ? [] : Conjuncts(where, scope.Within(candidate));

    private List<BoundConjunct> Conjuncts(ExpressionSyntax syntax, RuleScope scope)
    {
        var bound = new List<BoundConjunct>();
        var checks = new ConditionChecks(scope, _problems);
        foreach (var span in syntax.IsMissing ? [] : ConditionSplit.Conjuncts(Tokenizer.Read(Source, syntax.Span)))
        {
            if (Note(_formulas.BindCondition(span, scope)) is { } whole)
            {
                checks.Check(span);
                bound.Add(new BoundConjunct(whole, new Lazy<IReadOnlyList<BoundComparison>>(() => Comparisons(Source, span, scope))));
            }
        }

        return bound;
    }

    /// <summary>The sides of a condition's comparisons, compiled on their own. Only the network needs them, so only then.</summary>
    private static List<BoundComparison> Comparisons(SourceText source, Span span, RuleScope scope)
    {
        var found = new List<BoundComparison>();
        var binder = new FormulaBinder(new Problems(source));
        foreach (var part in ConditionSplit.Comparisons(Tokenizer.Read(source, span)))
        {
            var keyed = binder.KeyedNames(span, scope);
            var (left, right) = (binder.Bind(part.Left, scope, keyed), binder.Bind(part.Right, scope, keyed));
            if (left is null || right is null)
            {
                return [];
            }

            found.Add(new BoundComparison(left, part.Operator, right));
        }

        return found;
    }

    private void Declare(ScopeName name, NameSyntax syntax, ref RuleScope scope)
    {
        if (syntax.IsMissing)
        {
            return;
        }

        if (WordScan.IsKeyword(name.Name))
        {
            _problems.Add("R221", syntax.Span, RuleTexts.ReservedName(name.Name));
        }
        else if (scope.Find(name.Name) is not null || _program.Parameters.ContainsKey(name.Name) || _program.Tables.ContainsKey(name.Name))
        {
            _problems.Add("R203", syntax.Span, CheckTexts.DeclaredTwice(name.Name));
        }

        scope = scope.With(name);
    }

    private Formula? Note(Formula? formula)
    {
        _parameters.UnionWith(formula?.Parameters ?? []);
        return formula;
    }
}
