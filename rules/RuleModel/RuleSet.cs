namespace Workflows.Rules.RuleModel;

/// <summary>Rules under one name.</summary>
public interface IRuleSet
{
    string Name { get; }

    IEnumerable<IRuleDefinition> Rules { get; }

    /// <summary>Adds rules in their order.</summary>
    void Add(IEnumerable<IRuleDefinition> ruleDefinitions);
}

/// <summary>A rule set that starts empty.</summary>
public class RuleSet : IRuleSet
{
    private readonly List<IRuleDefinition> _rules = [];

    public RuleSet(string name) => Name = name;

    public string Name { get; }

    public IEnumerable<IRuleDefinition> Rules => _rules;

    public void Add(IEnumerable<IRuleDefinition> ruleDefinitions) => _rules.AddRange(ruleDefinitions);
}

/// <summary>Shorthands on <see cref="IRuleSet"/>.</summary>
public static class RuleSetExtensions
{
    /// <summary>Adds one rule.</summary>
    public static void Add(this IRuleSet ruleSet, IRuleDefinition ruleDefinition) => ruleSet.Add([ruleDefinition]);
}

/// <summary>A store of rule sets, ready to be compiled.</summary>
public interface IRuleRepository
{
    IEnumerable<IRuleSet> GetRuleSets();
}
