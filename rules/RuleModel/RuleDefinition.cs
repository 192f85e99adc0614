namespace Workflows.Rules.RuleModel;

/// <summary>May a match that has fired fire again when its facts are updated.</summary>
public enum RuleRepeatability
{
    /// <summary>Every update that leaves the match true fires the rule again.</summary>
    Repeatable,

    /// <summary>A match fires once; only when it is gone and comes back does it fire again.</summary>
    NonRepeatable,
}

/// <summary>A rule as data: what must hold and what it does then.</summary>
public interface IRuleDefinition
{
    /// <summary>The name, unique in its rule set.</summary>
    string Name { get; }

    string Description { get; }

    /// <summary>Higher fires first; 0 unless stated.</summary>
    int Priority { get; }

    RuleRepeatability Repeatability { get; }

    IEnumerable<string> Tags { get; }

    PropertyMap Properties { get; }

    DependencyGroupElement DependencyGroup { get; }

    GroupElement LeftHandSide { get; }

    FilterGroupElement FilterGroup { get; }

    ActionGroupElement RightHandSide { get; }

    /// <summary>The first moment at which the rule may fire; null for no beginning.</summary>
    DateTimeOffset? EffectiveFrom { get; }

    /// <summary>The first moment at which it no longer fires; null for no end.</summary>
    DateTimeOffset? EffectiveTo { get; }
}

/// <summary>The rule definition that <see cref="Element.RuleDefinition"/> and the builders make. Immutable.</summary>
public sealed class RuleDefinition : IRuleDefinition
{
    internal RuleDefinition(string name, GroupElement leftHandSide, ActionGroupElement rightHandSide)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (leftHandSide.ChildElements.Count == 0)
        {
            throw new ArgumentException($"Rule '{name}' has no pattern: a rule needs at least one", nameof(leftHandSide));
        }

        var unbound = leftHandSide.Imports.FirstOrDefault();
        if (unbound is not null)
        {
            throw new ArgumentException($"Rule '{name}' uses '{unbound.Name}', which no pattern before it declares", nameof(leftHandSide));
        }

        Name = name;
        LeftHandSide = leftHandSide;
        RightHandSide = rightHandSide;
    }

    public string Name { get; }

    public string Description { get; init; } = string.Empty;

    public int Priority { get; init; }

    public RuleRepeatability Repeatability { get; init; }

    public IEnumerable<string> Tags { get; init; } = [];

    public PropertyMap Properties { get; init; } = new();

    public DependencyGroupElement DependencyGroup { get; init; } = new([]);

    public GroupElement LeftHandSide { get; }

    public FilterGroupElement FilterGroup { get; init; } = new([]);

    public ActionGroupElement RightHandSide { get; }

    public DateTimeOffset? EffectiveFrom { get; init; }

    public DateTimeOffset? EffectiveTo { get; init; }

    public override string ToString() => Name;
}
