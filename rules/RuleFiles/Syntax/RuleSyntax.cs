namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary><c>rule name</c> with what must hold and what follows.</summary>
internal sealed record RuleSyntax(
    NameSyntax Name,
    LabelSyntax? Label,
    IReadOnlyList<NameSyntax> Tags,
    ExpressionSyntax? Priority,
    ExpressionSyntax? From,
    ExpressionSyntax? Until,
    IReadOnlyList<ConditionSyntax> Conditions,
    IReadOnlyList<ActionSyntax> Actions,
    Span Span) : ItemSyntax(Name, Label, Span);

/// <summary>A line below <c>when</c>.</summary>
internal abstract record ConditionSyntax(Span Span) : SyntaxNode(Span);

/// <summary><c>name is an Order where …</c></summary>
internal sealed record PatternSyntax(NameSyntax Name, NameSyntax Type, ExpressionSyntax? Where, Span Span) : ConditionSyntax(Span);

/// <summary><c>name is every Order where … grouped by …</c></summary>
internal sealed record CollectSyntax(
    NameSyntax Name, NameSyntax Type, ExpressionSyntax? Where, IReadOnlyList<ExpressionSyntax> GroupedBy, Span Span)
    : ConditionSyntax(Span);

/// <summary><c>name is sum of amount over Order where …</c>; a count has no selector.</summary>
internal sealed record AggregateSyntax(
    NameSyntax Name, string Function, ExpressionSyntax? Selector, NameSyntax Type, ExpressionSyntax? Where, Span Span)
    : ConditionSyntax(Span);

/// <summary><c>there is a …</c> or, negated, <c>there is no …</c></summary>
internal sealed record ExistsSyntax(bool Negated, NameSyntax Type, ExpressionSyntax? Where, Span Span) : ConditionSyntax(Span);

/// <summary><c>all Shipment where … have …</c></summary>
internal sealed record AllSyntax(NameSyntax Type, ExpressionSyntax? Where, ExpressionSyntax Have, Span Span) : ConditionSyntax(Span);

/// <summary><c>let name be …</c></summary>
internal sealed record LetSyntax(NameSyntax Name, ExpressionSyntax Value, Span Span) : ConditionSyntax(Span);

/// <summary>An expression that must be true.</summary>
internal sealed record HoldsSyntax(ExpressionSyntax Condition) : ConditionSyntax(Condition.Span);

/// <summary><c>either … or …</c>: alternatives, each a block of conditions.</summary>
internal sealed record EitherSyntax(IReadOnlyList<IReadOnlyList<ConditionSyntax>> Branches, Span Span) : ConditionSyntax(Span);

/// <summary>
/// <c>not</c>, <c>exists</c> or <c>for all</c> over a block of conditions; with <see cref="Have"/>, the block of <c>have</c>, behind
/// <c>for all</c>.
/// </summary>
internal sealed record BlockSyntax(
    string Word, IReadOnlyList<ConditionSyntax> Conditions, IReadOnlyList<ConditionSyntax>? Have, Span Span) : ConditionSyntax(Span)
{
    public IEnumerable<IReadOnlyList<ConditionSyntax>> Blocks => Have is null ? [Conditions] : [Conditions, Have];
}

/// <summary>A line below <c>then</c>. <see cref="Each"/> and <see cref="In"/> where it is done for each member of a list.</summary>
internal abstract record ActionSyntax(
    NameSyntax? Each, ExpressionSyntax? In, IReadOnlyList<AssignmentSyntax> Fields, Span Span) : SyntaxNode(Span);

/// <summary><c>conclude FraudSignal</c> with its fields and the reason's text.</summary>
internal sealed record ConcludeSyntax(
    NameSyntax? Each, ExpressionSyntax? In, NameSyntax Type, IReadOnlyList<AssignmentSyntax> Fields, LabelSyntax? Because, Span Span)
    : ActionSyntax(Each, In, Fields, Span);

/// <summary>The kinds of effects.</summary>
internal enum EffectVerb
{
    RaiseEvent,
    StartWorkflow,
    Notify,
}

/// <summary><c>raise event "…"</c>, <c>start workflow "…"</c>, <c>notify …</c></summary>
internal sealed record EffectSyntax(
    NameSyntax? Each, ExpressionSyntax? In, EffectVerb Verb, ExpressionSyntax Target, IReadOnlyList<AssignmentSyntax> Fields, Span Span)
    : ActionSyntax(Each, In, Fields, Span);
