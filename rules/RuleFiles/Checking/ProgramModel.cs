using Workflows.Rules.Facts;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A checked rule set: everything its files declare, with names and types known.</summary>
internal sealed record ProgramModel(
    FileSet Files,
    IReadOnlyDictionary<string, FactType> Facts,
    IReadOnlyList<RuleParameter> Parameters,
    IReadOnlyList<BoundTable> Tables,
    IReadOnlyList<BoundRule> Rules,
    IReadOnlyList<BoundTest> Tests,
    ProgramNames Names);
