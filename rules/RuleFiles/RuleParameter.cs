using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles;

/// <summary>A named figure of a rule set that operations may change.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Label">Its text for people.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Default">Its value unless another is given.</param>
/// <param name="Allowed">The values it may take; null for all of its type.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record RuleParameter(
    string Name, LocalText Label, FeelType Type, object? Default, AllowedValues? Allowed, string? Unit, SourcePlace Place);

/// <summary>A rule, as lists and editors show it.</summary>
public sealed record RuleInfo(string Name, LocalText Label, IReadOnlyList<string> Tags, SourcePlace Place);

/// <summary>A column of a decision table.</summary>
public sealed record RuleTableColumn(string Name, FeelType Type, bool IsOutput, LocalText? Label);

/// <summary>A decision table, as lists and editors show it.</summary>
/// <param name="Name">The name in the file; expressions call it like a function.</param>
/// <param name="Label">Its text for people.</param>
/// <param name="HitPolicy">As the file writes it.</param>
/// <param name="Columns">Inputs first.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record RuleTable(
    string Name, LocalText Label, string HitPolicy, IReadOnlyList<RuleTableColumn> Columns, int Rows, SourcePlace Place);
