using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Tables;

/// <summary>What a table makes of the rows that match, by its hit policy.</summary>
internal sealed class TableResults
{
    private readonly TablePlan plan;
    private readonly string[] names;
    private readonly Dictionary<object, int>[] priorities;

    public TableResults(TablePlan plan)
    {
        this.plan = plan;
        names = [.. plan.Outputs.Select(o => o.Name)];
        priorities = [.. plan.Outputs.Select(Places)];
    }

    public TableHit Of(List<int> rows, object?[] slots, FeelRun run)
    {
        if (rows.Count == 0)
        {
            return new TableHit(Default(slots, run), rows);
        }

        return plan.Policy switch
        {
            HitPolicy.Unique when rows.Count > 1 => Violated(rows, TableReasons.NotUnique(rows[0] + 1, rows[1] + 1), run),
            HitPolicy.Unique or HitPolicy.First => new TableHit(Result(rows[0], slots, run), rows),
            HitPolicy.Any => Alike(rows, slots, run),
            HitPolicy.Priority => Most(rows, slots, run),
            HitPolicy.OutputOrder => new TableHit(Sorted(rows, slots, run).Select(r => Whole(r.Values)).ToArray(), rows),
            HitPolicy.Collect when plan.Aggregation != TableAggregation.None => Aggregated(rows, slots, run),
            _ => new TableHit(rows.Select(r => Result(r, slots, run)).ToArray(), rows),
        };
    }

    private static Dictionary<object, int> Places(TableOutput output)
    {
        var places = new Dictionary<object, int>((IEqualityComparer<object>)FeelValues.Comparer);
        foreach (var value in output.Priorities)
        {
            if (value is not null)
            {
                places.TryAdd(value, places.Count);
            }
        }

        return places;
    }

    private static TableHit Violated(List<int> rows, LocalText reason, FeelRun run)
    {
        run.Null(reason);
        return new TableHit(null, rows, reason);
    }

    private object? Default(object?[] slots, FeelRun run)
    {
        if (plan.Outputs.Any(o => o.Default is not null))
        {
            return Whole([.. plan.Outputs.Select(o => o.Default?.Evaluate(slots, run))]);
        }

        return plan.Policy is not HitPolicy.Collect ? null : plan.Aggregation switch
        {
            TableAggregation.None => Array.Empty<object?>(),
            TableAggregation.Count => 0m,
            _ => null,
        };
    }

    private object? Result(int row, object?[] slots, FeelRun run) => Whole(Values(row, slots, run));

    private object?[] Values(int row, object?[] slots, FeelRun run)
    {
        var results = plan.Rows[row].Results;
        var values = new object?[results.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = results[i]?.Evaluate(slots, run);
        }

        return values;
    }

    /// <summary>The bare value of a single output, else a context of the outputs by name.</summary>
    private object? Whole(object?[] values) => values.Length == 1 ? values[0] : FeelContext.Of(names.Zip(values));

    private TableHit Alike(List<int> rows, object?[] slots, FeelRun run)
    {
        var first = Result(rows[0], slots, run);
        foreach (var row in rows.Skip(1))
        {
            if (!FeelValues.Comparer.Equals(first, Result(row, slots, run)))
            {
                return Violated(rows, TableReasons.NotAlike(rows[0] + 1, row + 1), run);
            }
        }

        return new TableHit(first, rows);
    }

    private TableHit Most(List<int> rows, object?[] slots, FeelRun run)
    {
        var first = Sorted(rows, slots, run)[0];
        return new TableHit(Whole(first.Values), [first.Row]);
    }

    /// <summary>By the places of the outputs' values, the first output deciding first; what has no place comes last.</summary>
    private List<(int Row, object?[] Values)> Sorted(List<int> rows, object?[] slots, FeelRun run)
    {
        var all = rows.ConvertAll(r => (Row: r, Values: Values(r, slots, run)));
        all.Sort((a, b) =>
        {
            for (var i = 0; i < priorities.Length; i++)
            {
                var order = Place(i, a.Values[i]).CompareTo(Place(i, b.Values[i]));
                if (order != 0)
                {
                    return order;
                }
            }

            return a.Row.CompareTo(b.Row);
        });
        return all;
    }

    private int Place(int output, object? value) =>
        priorities[output].Count == 0 ? 0
            : value is not null && priorities[output].TryGetValue(value, out var place) ? place : int.MaxValue;

    private TableHit Aggregated(List<int> rows, object?[] slots, FeelRun run)
    {
        if (plan.Aggregation == TableAggregation.Count)
        {
            return new TableHit((decimal)rows.Count, rows);
        }

        var name = plan.Aggregation switch { TableAggregation.Sum => "sum", TableAggregation.Min => "min", _ => "max" };
        object?[] values = [.. rows.Select(r => Result(r, slots, run))];
        var total = plan.Outputs.Count > 1 ? null : BuiltIns.Find(name)!.Invoke([values], run);
        return total is null ? Violated(rows, TableReasons.NotAggregated, run) : new TableHit(total, rows);
    }
}
