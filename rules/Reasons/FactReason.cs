using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>
/// Why a fact is in a session: because the caller inserted it, because of rules, or both. Reasons of the facts behind it hang on the
/// values of <see cref="MatchReason.Bindings"/>; facts that support each other in a circle are one object each.
/// </summary>
public sealed class FactReason
{
    private readonly List<MatchReason> _because = [];

    internal FactReason(object fact, bool isStated)
    {
        Fact = fact;
        IsStated = isStated;
    }

    public object Fact { get; }

    /// <summary>The caller has inserted it; it stays whatever becomes of the rules' reasons.</summary>
    public bool IsStated { get; }

    /// <summary>The matches that conclude it, oldest first; the fact goes with the last of them, unless it is stated.</summary>
    public IReadOnlyList<MatchReason> Because => _because;

    /// <summary>The whole reason, transitively, for people.</summary>
    public LocalText Text => ReasonText.Of(this);

    public override string ToString() => Text.En;

    internal void Add(MatchReason reason) => _because.Add(reason);
}

/// <summary>A match of a rule, as a reason.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Version">The rule's version: the one its front end gave it, or a hash of its content.</param>
/// <param name="Bindings">What the rule's names stood for.</param>
/// <param name="Conditions">The conditions that hold, with the values they looked at.</param>
public sealed record MatchReason(
    IRuleDefinition Rule, string Version, IReadOnlyList<BoundValue> Bindings, IReadOnlyList<ConditionReason> Conditions);

/// <summary>What a name of a rule stands for in a match.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The fact or the computed value.</param>
/// <param name="Because">Why the fact is there, when rules concluded it; null for facts of the caller and computed values.</param>
/// <param name="Members">For an aggregate, the facts it was made of, each with its reason.</param>
public sealed record BoundValue(string Name, object? Value, FactReason? Because, IReadOnlyList<FactReason> Members);

/// <summary>A condition with the values it looked at.</summary>
/// <param name="Text">The condition as its author wrote it.</param>
/// <param name="Holds">Whether it holds; null when it failed to give an answer.</param>
/// <param name="Values">The values that went into it, by the text of each.</param>
/// <param name="Flip">For a comparison that does not hold, the smallest change that makes it hold; else null.</param>
/// <param name="Failure">Why there is no answer; else null.</param>
public sealed record ConditionReason(
    string Text, bool? Holds, IReadOnlyList<KeyValuePair<string, object?>> Values, FlipReason? Flip = null, string? Failure = null);

/// <summary>The smallest change that makes a comparison hold.</summary>
/// <param name="Subject">The text of the side that would have to change.</param>
/// <param name="Value">What it is.</param>
/// <param name="Operator">How it would have to stand to <paramref name="Bound"/>.</param>
/// <param name="Bound">What it is compared with.</param>
/// <param name="Change">How much to add to it: a number, or a <see cref="TimeSpan"/> for times; null where there is no measure.</param>
/// <param name="IsJustBeyond">The change must be a little more than that, because the bound itself does not do.</param>
public sealed record FlipReason(
    string Subject, object? Value, ComparisonOperator Operator, object? Bound, object? Change, bool IsJustBeyond);
