using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent.Dsl;

/// <summary>A rule's name, in place of its class name.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>A rule's description.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}

/// <summary>A word by which rules are chosen; base classes' tags count too.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TagAttribute(string tag) : Attribute
{
    public string Name { get; } = tag;
}

/// <summary>A rule's priority; a base class's counts when the rule has none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}

/// <summary>Whether a match may fire again; a base class's counts when the rule has none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RepeatabilityAttribute(RuleRepeatability repeatability) : Attribute
{
    public RuleRepeatability Repeatability { get; } = repeatability;
}
