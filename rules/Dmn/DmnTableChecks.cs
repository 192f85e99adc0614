using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.Tables;
using Workflows.Rules.Tables.Analysis;

namespace Workflows.Rules.Dmn;

/// <summary>Tells what is doubtful about the rows of a decision table: overlaps, gaps, rows that are never reached.</summary>
internal static class DmnTableChecks
{
    public static void Check(TableBox box, TablePlan plan, IReadOnlyList<FeelType> types, List<Diagnostic> problems)
    {
        var allowed = plan.Inputs.Select((input, i) => AllowedOf(input, types[i])).ToList();
        var names = plan.Inputs.Select(i => i.Name).ToList();

        // That an input may be null is said of every input in DMN, so that a gap there would be told of nearly every table.
        var hasDefault = plan.Outputs.Any(o => o.Default is not null);
        foreach (var finding in TableAnalysis.Run(plan, allowed, hasDefault, asksNull: false))
        {
            problems.Add(finding.Kind switch
            {
                TableFindingKind.Overlap => DmnProblems.Overlap(
                    box.Rules[finding.Rows[1]].Place, finding.Rows[0] + 1, finding.Rows[1] + 1, finding.Told(names)),
                TableFindingKind.Hidden => DmnProblems.Hidden(
                    box.Rules[finding.Rows[1]].Place, finding.Rows[0] + 1, finding.Rows[1] + 1),
                TableFindingKind.Gap => DmnProblems.Gap(box.Place, finding.Told(names)),
                _ => DmnProblems.TableTooLarge(box.Place),
            });
        }
    }

    private static AllowedValues? AllowedOf(TableInput input, FeelType type)
    {
        if (CellSet.Of(input.Allowed) is { Parts: { } parts, IsNegated: false })
        {
            var isSingle = parts.ToLookup(p => p.Low is not null && p.Low.Equals(p.High));
            return new AllowedValues(input.Allowed!.Text, [.. isSingle[true].Select(p => p.Low!)],
                [.. isSingle[false].Select(p => new AllowedRange(p.Low, p.LowIncluded, p.High, p.HighIncluded))]);
        }

        return type.Kind == FeelKind.Boolean ? AllowedValues.Booleans : null;
    }
}
