using Workflows.Rules.Facts;

namespace Workflows.Rules.RuleFiles;

/// <summary>Something that a reason rests on: a fact, a list of facts, a computed value or a parameter, with the rule's name for
/// it.</summary>
/// <param name="Name">The name in the rule.</param>
/// <param name="Value">A <see cref="RuleFact"/>, a list of them, or a FEEL value.</param>
/// <param name="IsParameter">Whether it is a parameter's value.</param>
public sealed record RuleEvidence(string Name, object? Value, bool IsParameter = false);

/// <summary>Why a conclusion holds: one match of one rule.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Label">Its text for people.</param>
/// <param name="Version">The version of the rule set.</param>
/// <param name="Place">Where the rule stands.</param>
/// <param name="Text">The reason in words: what the rule says with <c>because</c>, or the conclusion's text.</param>
/// <param name="Evidence">What it rests on, in the order of the rule's lines, then the parameters.</param>
public sealed record RuleReason(
    string Rule, LocalText Label, string Version, SourcePlace Place, LocalText Text, IReadOnlyList<RuleEvidence> Evidence);

/// <summary>A fact that rules conclude, with every reason it has.</summary>
public sealed record RuleConclusion(RuleFact Fact, IReadOnlyList<RuleReason> Reasons);

/// <summary>What rules say about facts.</summary>
/// <param name="Version">The version of the rule set.</param>
/// <param name="Conclusions">In the order they came up.</param>
/// <param name="Effects">What is asked for, in the order it came up.</param>
/// <param name="Errors">What went wrong while the rules ran; the rest still holds.</param>
/// <param name="Firings">How many matches fired.</param>
public sealed record RuleOutcome(
    string Version, IReadOnlyList<RuleConclusion> Conclusions, IReadOnlyList<RuleEffect> Effects, IReadOnlyList<Diagnostic> Errors,
        int Firings);

/// <summary>What a decision table decides.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Version">The version of the rule set.</param>
/// <param name="Value">The bare value of a table with one output, a context of the outputs, or a list of either; null for no
/// decision.</param>
/// <param name="Rows">The rows that led to it, from 1, in the table's order.</param>
/// <param name="Places">Where these rows stand.</param>
/// <param name="Evidence">The inputs and parameters it rests on.</param>
/// <param name="Errors">Why there is no decision.</param>
public sealed record TableDecision(
    string Table,
    string Version,
    object? Value,
    IReadOnlyList<int> Rows,
    IReadOnlyList<SourcePlace> Places,
    IReadOnlyList<RuleEvidence> Evidence,
    IReadOnlyList<Diagnostic> Errors);
