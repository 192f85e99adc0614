using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Testing;

/// <summary>Chooses the rule whose firing is verified.</summary>
/// <typeparam name="TVerification">What is said about it.</typeparam>
public interface IRulesFiringVerification<out TVerification>
{
    /// <summary>The one rule under test.</summary>
    TVerification Rule();

    /// <summary>The rule of that name.</summary>
    TVerification Rule(string ruleName);

    /// <summary>The rule of that class.</summary>
    TVerification Rule(Type ruleType);

    /// <summary>The rule of that class.</summary>
    TVerification Rule<TRule>()
        where TRule : Rule;
}

/// <summary>Verifies how often rules fired.</summary>
public interface IRulesFiringVerification : IRulesFiringVerification<IQualifiedRuleFiringVerification>;

/// <summary>Verifies the order in which rules fired.</summary>
public interface IRuleSequenceFiringVerification : IRulesFiringVerification<IRuleFiringVerification>;

/// <summary>Says that a rule fired.</summary>
public interface IRuleFiringVerification
{
    /// <summary>Once, with facts that meet the constraints.</summary>
    void Fired(params FactConstraint[] constraints);
}

/// <summary>Says how often a rule fired.</summary>
public interface IQualifiedRuleFiringVerification : IRuleFiringVerification
{
    /// <summary>So often, with facts that meet the constraints.</summary>
    void Fired(Times times, params FactConstraint[] constraints);
}

/// <summary>Finds the rule a verification is about.</summary>
internal static class RuleChoice
{
    public static IRuleDefinition Only(IReadOnlyList<IRuleDefinition> rules) => rules.Count == 1
        ? rules[0]
        : throw new ArgumentException($"There are {rules.Count} rules under test: say which one");

    public static IRuleDefinition Named(IReadOnlyList<IRuleDefinition> rules, string name) =>
        rules.FirstOrDefault(r => r.Name == name) ?? throw new ArgumentException($"No rule under test is named '{name}'");

    public static IRuleDefinition Of(IReadOnlyList<IRuleDefinition> rules, Type type) =>
        rules.FirstOrDefault(r => r.Properties.TryGetProperty(RuleProperties.ClrType, out var p) && (Type)p!.Value == type)
        ?? throw new ArgumentException($"No rule under test is of class {type}");
}
