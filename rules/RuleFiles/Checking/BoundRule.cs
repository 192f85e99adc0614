using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Syntax;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A rule whose names and types are all known.</summary>
internal sealed record BoundRule(
    string Name,
    LocalText Label,
    SourcePlace Place,
    IReadOnlyList<string> Tags,
    Formula? Priority,
    Formula? From,
    Formula? Until,
    IReadOnlyList<BoundCondition> Conditions,
    IReadOnlyList<BoundAction> Actions)
{
    /// <summary>The parameters that it reads, for reasons.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>What it concludes and when, as plain words: two rules with equal words say the same.</summary>
    public string ActionWords { get; init; } = string.Empty;

    /// <summary>Each condition as plain words.</summary>
    public IReadOnlySet<string> ConditionWords { get; init; } = new HashSet<string>();
}

/// <summary>A comparison that an index can serve.</summary>
internal sealed record BoundComparison(Formula Left, ComparisonOperator Operator, Formula Right);

/// <summary>A part of a condition that must be true. The comparisons, if any, together mean the same as the whole.</summary>
internal sealed record BoundConjunct(Formula Whole, Lazy<IReadOnlyList<BoundComparison>> Comparisons);

/// <summary>A line below <c>when</c>.</summary>
internal abstract record BoundCondition;

/// <summary>Facts of a type, one after the other, that satisfy <see cref="Where"/>.</summary>
internal sealed record BoundPattern(ScopeName Name, IReadOnlyList<BoundConjunct> Where) : BoundCondition;

/// <summary>All such facts as a list, or (with keys) a group for each key.</summary>
internal sealed record BoundCollect(ScopeName Name, ScopeName Member, IReadOnlyList<BoundConjunct> Where, IReadOnlyList<Formula> Keys)
    : BoundCondition;

/// <summary>One value over all such facts.</summary>
internal sealed record BoundAggregate(
    ScopeName Name, string Function, Formula? Selector, ScopeName Member, IReadOnlyList<BoundConjunct> Where) : BoundCondition;

internal sealed record BoundExists(bool Negated, ScopeName Member, IReadOnlyList<BoundConjunct> Where) : BoundCondition;

internal sealed record BoundAll(ScopeName Member, IReadOnlyList<BoundConjunct> Where, IReadOnlyList<BoundConjunct> Have) : BoundCondition;

internal sealed record BoundLet(ScopeName Name, Formula Value) : BoundCondition;

internal sealed record BoundHolds(IReadOnlyList<BoundConjunct> Conjuncts) : BoundCondition;

internal sealed record BoundEither(IReadOnlyList<IReadOnlyList<BoundCondition>> Branches) : BoundCondition;

/// <summary>Lines that hold together for some facts or, negated, for none.</summary>
internal sealed record BoundGroup(bool Negated, IReadOnlyList<BoundCondition> Conditions) : BoundCondition;

/// <summary>A piece of a template: plain text, or an expression whose value stands in its place.</summary>
internal readonly record struct TemplatePiece(string Text, Formula? Value);

/// <summary>A text with values in it, in one or both languages.</summary>
internal sealed record BoundTemplate(IReadOnlyList<TemplatePiece> En, IReadOnlyList<TemplatePiece>? Zh)
{
    public IEnumerable<Formula> Formulas => En.Concat(Zh ?? []).Select(p => p.Value).OfType<Formula>();
}

/// <summary>What a field gets: a value or a template.</summary>
internal sealed record BoundAssignment(string Name, int Slot, Formula? Value, BoundTemplate? Template);

/// <summary>A line below <c>then</c>; <see cref="Each"/> goes over <see cref="In"/>.</summary>
internal abstract record BoundAction(ScopeName? Each, Formula? In, IReadOnlyList<BoundAssignment> Fields, string Text)
{
    public virtual IEnumerable<Formula> Formulas =>
        Fields.SelectMany(f => f.Template?.Formulas ?? (f.Value is null ? [] : [f.Value])).Concat(In is null ? [] : [In]);
}

internal sealed record BoundConclude(
    ScopeName? Each, Formula? In, FactType Type, IReadOnlyList<BoundAssignment> Fields, BoundTemplate? Because, string Text)
    : BoundAction(Each, In, Fields, Text)
{
    public override IEnumerable<Formula> Formulas => base.Formulas.Concat(Because?.Formulas ?? []);
}

internal sealed record BoundEffect(
    ScopeName? Each, Formula? In, EffectVerb Verb, Formula? Target, string? FixedTarget, IReadOnlyList<BoundAssignment> Fields, string Text)
    : BoundAction(Each, In, Fields, Text)
{
    public override IEnumerable<Formula> Formulas => Target is null ? base.Formulas : base.Formulas.Append(Target);
}
