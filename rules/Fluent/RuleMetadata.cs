using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Fluent;

/// <summary>What a rule class says about itself outside its definition.</summary>
public interface IRuleMetadata
{
    Type RuleType { get; }

    string Name { get; }

    string Description { get; }

    IEnumerable<string> Tags { get; }

    int Priority { get; }

    RuleRepeatability Repeatability { get; }
}

/// <summary>Questions to <see cref="IRuleMetadata"/>.</summary>
public static class RuleMetadataExtensions
{
    public static bool IsTagged(this IRuleMetadata metadata, string tag) => metadata.Tags.Contains(tag);
}

/// <summary>The names of properties that C# rules have.</summary>
public static class RuleProperties
{
    /// <summary>The rule's class.</summary>
    public const string ClrType = "ClrType";
}

/// <summary>A rule class's attributes, read once.</summary>
public class RuleMetadata : IRuleMetadata
{
    public RuleMetadata(Type ruleType)
    {
        // Which attributes a class has from its base classes is said at the attributes.
        var attributes = ruleType.GetCustomAttributes(inherit: true);
        RuleType = ruleType;
        Name = attributes.OfType<NameAttribute>().FirstOrDefault()?.Name ?? ruleType.FullName!;
        Description = attributes.OfType<DescriptionAttribute>().FirstOrDefault()?.Description ?? string.Empty;
        Tags = [.. attributes.OfType<TagAttribute>().Select(t => t.Name).Distinct()];
        Priority = attributes.OfType<PriorityAttribute>().FirstOrDefault()?.Priority ?? 0;
        Repeatability = attributes.OfType<RepeatabilityAttribute>().FirstOrDefault()?.Repeatability ?? RuleRepeatability.Repeatable;
    }

    public Type RuleType { get; }

    public string Name { get; }

    public string Description { get; }

    public IEnumerable<string> Tags { get; }

    public int Priority { get; }

    public RuleRepeatability Repeatability { get; }
}

/// <summary>Makes definitions of rule objects.</summary>
public class RuleDefinitionFactory
{
    // An instance method, because the users of this shape call it on an instance.
#pragma warning disable CA1822
    /// <summary>The rule's definition.</summary>
    /// <exception cref="RuleDefinitionException">The rule does not define itself rightly.</exception>
    public IRuleDefinition Create(Rule rule)
    {
        try
        {
            return rule.Describe(new RuleMetadata(rule.GetType()));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new RuleDefinitionException($"Rule {rule.GetType().FullName} cannot be defined: {failure.Message}", rule.GetType(),
                failure);
        }
    }

#pragma warning restore CA1822

    /// <summary>The rules' definitions, in order.</summary>
    public IEnumerable<IRuleDefinition> Create(IEnumerable<Rule> rules) => rules.Select(Create);
}

/// <summary>A rule class's <see cref="Rule.Define"/> failed.</summary>
public class RuleDefinitionException : Exception
{
    public RuleDefinitionException(string message, Type ruleType, Exception innerException)
        : base(message, innerException) => RuleType = ruleType;

    public Type RuleType { get; }
}

/// <summary>A rule class cannot be made.</summary>
public class RuleActivationException : Exception
{
    public RuleActivationException(string message, Type ruleType, Exception innerException)
        : base(message, innerException) => RuleType = ruleType;

    public Type RuleType { get; }
}
