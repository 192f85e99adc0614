using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A test whose names and types are known.</summary>
internal sealed record BoundTest(
    LocalText Name,
    SourcePlace Place,
    Formula? At,
    IReadOnlyList<(string Name, Formula Value)> Parameters,
    IReadOnlyList<BoundGiven> Given,
    IReadOnlyList<BoundExpect> Expected);

/// <summary>Facts that a test gives: each row <see cref="Count"/> times, with <c>n</c> counting from 1.</summary>
internal sealed record BoundGiven(int Count, FactType Type, IReadOnlyList<IReadOnlyList<BoundAssignment>> Rows, SourcePlace Place);

/// <summary>What a test expects.</summary>
internal abstract record BoundExpect(SourcePlace Place, string Text);

/// <summary>So many conclusions of a type (<see cref="Type"/>) or effects (<see cref="Verb"/>) whose fields pass; null: at least
/// one.</summary>
internal sealed record BoundExpectCount(
    int? Count, FactType? Type, EffectVerb? Verb, string Name, IReadOnlyList<ExpectedField> Fields, SourcePlace Place, string Text)
    : BoundExpect(Place, Text);

/// <summary>An expression that must be true.</summary>
internal sealed record BoundExpectTrue(Formula Condition, SourcePlace Place, string Text) : BoundExpect(Place, Text);

/// <summary>A field with the text it must have or the tests it must pass.</summary>
internal sealed record ExpectedField(string Name, BoundTemplate? Equal, Formula? Tests);
