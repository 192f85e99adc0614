using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Syntax;
using Workflows.Rules.Tables.Analysis;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Tells what is wrong with the rows of a pipe table: overlaps, gaps, rows that are never reached.</summary>
internal static class TableChecks
{
    public static void Check(TableSyntax syntax, BoundTable table, Problems problems)
    {
        var rows = syntax.Rows.Where(r => !r.IsOtherwise).ToList();
        var allowed = table.Inputs.Select(i => i.Allowed ?? Booleans(i)).ToList();
        foreach (var finding in TableAnalysis.Run(table.Plan, allowed, syntax.Rows.Any(r => r.IsOtherwise)))
        {
            var example = finding.Told(table.Inputs.Select(i => i.Name));
            switch (finding.Kind)
            {
                case TableFindingKind.Overlap:
                    problems.Add("R310", rows[finding.Rows[1]].Span, TableTexts.Overlap(finding.Rows[0] + 1, finding.Rows[1] + 1, example));
                    break;
                case TableFindingKind.Hidden:
                    problems.Add("R312", rows[finding.Rows[1]].Span,
                        TableTexts.Hidden(finding.Rows[0] + 1, finding.Rows[1] + 1), Severity.Warning);
                    break;
                case TableFindingKind.Gap:
                    problems.Add("R311", syntax.Span, TableTexts.Gap(example), Severity.Warning);
                    break;
                default:
                    problems.Add("R313", syntax.Span, TableTexts.TooLarge, Severity.Info);
                    break;
            }
        }
    }

    private static AllowedValues? Booleans(BoundColumn column) =>
        column.Type.Kind == Feel.FeelKind.Boolean ? AllowedValues.Booleans : null;
}
