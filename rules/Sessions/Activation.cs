using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>A match as filters see it. Two of one match are equal, so that a filter may remember what it has seen.</summary>
public sealed class Activation : IMatch, IEquatable<Activation>
{
    private readonly IMatch _match;

    internal Activation(IMatch match) => _match = match;

    /// <summary>The rule that is met.</summary>
    public IRuleDefinition Rule => _match.Rule;

    /// <summary>The facts that meet it, by the names of the rule.</summary>
    public IEnumerable<IFactMatch> Facts => _match.Facts;

    /// <summary>Why it comes up.</summary>
    public MatchTrigger Trigger => _match.Trigger;

    public bool Equals(Activation? other) => ReferenceEquals(_match, other?._match);

    public override bool Equals(object? obj) => Equals(obj as Activation);

    public override int GetHashCode() => _match.GetHashCode();
}
