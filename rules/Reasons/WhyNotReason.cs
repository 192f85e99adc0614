using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Why a rule did not fire: how far each partial match got, and what stopped it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Version">Its version.</param>
/// <param name="Matches">How many full matches there are; they wait, have fired, or are held back.</param>
/// <param name="HeldBack">What keeps full matches from firing (filters, effective dates, fired before); empty if nothing does.</param>
/// <param name="Attempts">The partial matches that go no further, those that got furthest first.</param>
/// <param name="MoreAttempts">How many more there are that are not told.</param>
public sealed record WhyNotReason(
    IRuleDefinition Rule,
    string Version,
    int Matches,
    IReadOnlyList<LocalText> HeldBack,
    IReadOnlyList<PartialMatch> Attempts,
    int MoreAttempts)
{
    /// <summary>The whole answer for people.</summary>
    public LocalText Text => ReasonText.Of(this);

    public override string ToString() => Text.En;
}

/// <summary>What stops a partial match.</summary>
public enum Obstacle
{
    /// <summary>There is no fact (or no result of a query) for the next step.</summary>
    NothingThere,

    /// <summary>There are some, and a condition holds for none of them.</summary>
    ConditionFails,

    /// <summary>There is a fact that must not be there.</summary>
    Forbidden,

    /// <summary>There is a fact that does not satisfy what all must satisfy.</summary>
    Violated,
}

/// <summary>A partial match that goes no further.</summary>
/// <param name="Reached">How many of the rule's steps it satisfies.</param>
/// <param name="Steps">How many steps there are in that branch of the rule.</param>
/// <param name="Bindings">What the names stand for so far.</param>
/// <param name="Step">The step that it does not satisfy, in words.</param>
/// <param name="Obstacle">What stops it.</param>
/// <param name="Candidate">
/// The fact that stops it, or the one that comes closest; null when there is none. Where a group of several must not hold: its facts.
/// </param>
/// <param name="Failed">The first condition that does not hold for the candidate, with its values; null when there is none.</param>
/// <param name="Inner">
/// Where the step is a group that must hold: the match that gets furthest inside it, with the same obstacle; its steps are the group's.
/// </param>
public sealed record PartialMatch(
    int Reached,
    int Steps,
    IReadOnlyDictionary<string, object?> Bindings,
    string Step,
    Obstacle Obstacle,
    object? Candidate,
    ConditionReason? Failed,
    PartialMatch? Inner = null);
