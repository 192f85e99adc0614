namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary><c>test "name"</c> with what is given and what is expected.</summary>
internal sealed record TestSyntax(
    NameSyntax Name,
    LabelSyntax? Label,
    ExpressionSyntax? At,
    IReadOnlyList<AssignmentSyntax> Parameters,
    IReadOnlyList<GivenSyntax> Given,
    IReadOnlyList<ExpectSyntax> Expected,
    Span Span) : ItemSyntax(Name, Label, Span);

/// <summary><c>given 5 Order field value, …</c>; <c>n</c> counts from 1. With rows, one fact for each row.</summary>
internal sealed record GivenSyntax(
    ExpressionSyntax? Count, NameSyntax Type, IReadOnlyList<IReadOnlyList<AssignmentSyntax>> Facts, Span Span)
    : SyntaxNode(Span);

/// <summary>A line that begins with <c>expect</c>.</summary>
internal abstract record ExpectSyntax(Span Span) : SyntaxNode(Span);

/// <summary>
/// <c>expect 5 FraudSignal kind "ring"</c>, <c>expect no FraudSignal</c>, <c>expect event "x"</c>. Without a count: at least one. The
/// values
/// are unary tests. <see cref="Verb"/> is null for a conclusion.
/// </summary>
internal sealed record ExpectCountSyntax(
    int? Count, EffectVerb? Verb, NameSyntax Type, IReadOnlyList<AssignmentSyntax> Fields, Span Span) : ExpectSyntax(Span);

/// <summary>An expression that must be true, such as a table's result.</summary>
internal sealed record ExpectTrueSyntax(ExpressionSyntax Condition) : ExpectSyntax(Condition.Span);
