using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A parameter as expressions see it.</summary>
internal sealed record ParameterName(string Name, FeelType Type);

/// <summary>A decision table as expressions see it: a function.</summary>
internal sealed record TableName(string Name, FunctionType Type, IReadOnlyList<string> Inputs);

/// <summary>What every expression of a rule set may name.</summary>
internal sealed record ProgramNames(
    IReadOnlyDictionary<string, FactType> Facts,
    IReadOnlyDictionary<string, ParameterName> Parameters,
    IReadOnlyDictionary<string, TableName> Tables);
