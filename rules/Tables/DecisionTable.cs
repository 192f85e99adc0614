using System.Buffers;
using System.Numerics;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables;

/// <summary>
/// A decision table ready to decide. From <see cref="IndexedFrom"/> rows on an index names the rows that may match, so that the time of a
/// decision hardly depends on how many rows there are.
/// </summary>
internal sealed class DecisionTable
{
    private const int IndexedFrom = 8;
    private const int MostIndexedColumns = 64;
    private const int StackWords = 512;

    private readonly TablePlan plan;
    private readonly TableIndex? index;
    private readonly TableResults results;

    public DecisionTable(TablePlan plan)
    {
        this.plan = plan;
        results = new TableResults(plan);
        if (plan.Rows.Count >= IndexedFrom && plan.Inputs.Count is > 0 and <= MostIndexedColumns)
        {
            index = new TableIndex(
                [.. plan.Inputs.Select((_, column) => plan.Rows.Select(r => CellShapes.Of(r.Tests[column])).ToList())]);
        }
    }

    /// <summary>
    /// Decides on the values of the input columns, in their order. Never throws; where it cannot answer the run holds the reason.
    /// </summary>
    /// <param name="values">One for each input.</param>
    /// <param name="slots">The values of the scope that the cells were compiled in.</param>
    /// <param name="run">Budget, time and warnings.</param>
    public TableHit Decide(object?[] values, object?[] slots, FeelRun run)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not null && plan.Inputs[i].Allowed is { } allowed && allowed.Test(values[i], slots, run) != true)
            {
                run.Null(TableReasons.NotAllowed(plan.Inputs[i].Name, values[i]));
                return new TableHit(null, []);
            }
        }

        var rows = Matches(values, slots, run);
        return run.IsExhausted ? new TableHit(null, []) : results.Of(rows, slots, run);
    }

    /// <summary>The rows that match, in order; no more than the hit policy needs to see.</summary>
    private List<int> Matches(object?[] values, object?[] slots, FeelRun run)
    {
        var most = plan.Policy switch { HitPolicy.First => 1, HitPolicy.Unique => 2, _ => int.MaxValue };
        var found = new List<int>();
        if (index is not null)
        {
            Indexed(values, slots, run, most, found);
            return found;
        }

        for (var row = 0; row < plan.Rows.Count && found.Count < most && run.Step(); row++)
        {
            if (Matches(row, ulong.MaxValue, values, slots, run))
            {
                found.Add(row);
            }
        }

        return found;
    }

    private void Indexed(object?[] values, object?[] slots, FeelRun run, int most, List<int> found)
    {
        var words = index!.Words;
        var rented = words > StackWords ? ArrayPool<ulong>.Shared.Rent(words * 2) : null;
        Span<ulong> memory = rented ?? stackalloc ulong[words * 2];
        var bits = memory[..words];
        var untold = index.Find(values, bits, memory.Slice(words, words));
        for (var word = 0; word < words && found.Count < most; word++)
        {
            for (var left = bits[word]; left != 0 && found.Count < most && run.Step(); left &= left - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (Matches(row, untold, values, slots, run))
                {
                    found.Add(row);
                }
            }
        }

        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    private bool Matches(int row, ulong untold, object?[] values, object?[] slots, FeelRun run)
    {
        var tests = plan.Rows[row].Tests;
        for (var column = 0; column < values.Length; column++)
        {
            if (tests[column] is { } test && (index is null || index.MustTry(column, row, untold))
                && test.Test(values[column], slots, run) != true)
            {
                return false;
            }
        }

        return true;
    }
}
