using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>A column of a table with what its values may be.</summary>
internal sealed record BoundColumn(string Name, FeelType Type, AllowedValues? Allowed, LocalText? Label);

/// <summary>
/// A decision table whose cells are compiled. The slots of its cells are the inputs in order, then <see cref="Parameters"/>.
/// </summary>
internal sealed record BoundTable(
    string Name,
    LocalText Label,
    string Policy,
    SourcePlace Place,
    IReadOnlyList<BoundColumn> Inputs,
    IReadOnlyList<BoundColumn> Outputs,
    IReadOnlyList<SourcePlace> Rows,
    IReadOnlyList<string> Parameters,
    TablePlan Plan,
    FeelType Result)
{
    public DecisionTable Table { get; } = new(Plan);

    public IReadOnlyList<FeelParameter> Arguments { get; } = [.. Inputs.Select(i =>
        new FeelParameter(i.Name, i.Type) { AcceptsNull = true })];
}
