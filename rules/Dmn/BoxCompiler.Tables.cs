using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.Dmn;

/// <summary>Decision tables: cells become unary tests and expressions, the rest is the table core.</summary>
internal sealed partial class BoxCompiler
{
    /// <summary>A cell that cannot be read takes nothing: taking everything, its row would decide what it was never meant for.</summary>
    private static readonly FeelExpression? Never =
        FeelExpression.CompileUnaryTests("? = null and ? != null", FeelType.Any, FeelScope.Empty).Expression;

    private CompiledBox Table(TableBox box, FeelScope scope)
    {
        var inputs = box.Inputs.Select(i => Input(i, scope)).ToList();
        var outputs = box.Outputs.Select(o => Output(o, box.Outputs.Count == 1, box.Place, scope)).ToList();
        var rows = box.Rules.Select(r => Row(r, inputs, outputs.Count, scope)).ToList();
        var plan = new TablePlan(Policy(box), Aggregation(box))
        {
            Inputs = [.. inputs.Select((i, at) => new TableInput(box.Inputs[at].Expression.Text.Trim(), i.Allowed))],
            Outputs = outputs,
            Rows = rows,
        };
        var table = new DecisionTable(plan);
        DmnTableChecks.Check(box, plan, [.. inputs.Select(i => i.Value.Type)], problems);
        return new CompiledBox((slots, run) => Decide(slots, run).Value, TypeOf(box, rows)) { Decide = Decide };

        TableHit Decide(object?[] slots, FeelRun run)
        {
            var values = new object?[inputs.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = inputs[i].Value.Run(slots, run);
            }

            return table.Decide(values, slots, run);
        }
    }

    private (CompiledBox Value, FeelExpression? Allowed) Input(DmnTableInput input, FeelScope scope)
    {
        var type = types.Of(input.TypeRef, input.Expression.Place);
        var value = Expression(input.Expression, scope) is { } expression
            ? Converted(new CompiledBox(expression.Evaluate, expression.Type), type, input.Expression.Text.Trim()) : CompiledBox.Nothing;
        return (value, input.AllowedValues is { } allowed ? Tests(allowed, value.Type, scope) : null);
    }

    private TableOutput Output(DmnTableOutput output, bool isOnly, SourcePlace place, FeelScope scope)
    {
        if (output.Name is null && !isOnly)
        {
            problems.Add(DmnProblems.NoOutputName(place));
        }

        return new TableOutput(
            output.Name ?? string.Empty, Priorities(output.AllowedValues), output.Default is { } text ? Expression(text, scope) : null);
    }

    /// <summary>The declared values in their order; empty where they are not a list of values but tests.</summary>
    private static IReadOnlyList<object?> Priorities(DmnText? allowed)
    {
        if (allowed is null || string.IsNullOrWhiteSpace(allowed.Text))
        {
            return [];
        }

        // The bracket takes a column, so that the text begins where it stands in the file.
        var place = allowed.Place with { Column = Math.Max(1, allowed.Place.Column - 1) };
        var list = FeelExpression.Compile($"[{allowed.Text}]", FeelScope.Empty, FeelOptions.Lenient with { Origin = place });
        return list.Expression?.Evaluate([], new FeelRun(default(FeelDateTime))) as IReadOnlyList<object?> ?? [];
    }

    private TableRow Row(
        DmnTableRule rule, List<(CompiledBox Value, FeelExpression? Allowed)> inputs, int outputs, FeelScope scope)
    {
        var tests = new FeelExpression?[inputs.Count];
        for (var i = 0; i < tests.Length && i < rule.Tests.Count; i++)
        {
            tests[i] = Tests(rule.Tests[i], inputs[i].Value.Type, scope);
        }

        var results = new FeelExpression?[outputs];
        for (var i = 0; i < results.Length && i < rule.Results.Count; i++)
        {
            results[i] = Expression(rule.Results[i], scope);
        }

        return new TableRow(tests, results);
    }

    /// <summary>Null for a cell that takes everything: an empty one or a hyphen.</summary>
    private FeelExpression? Tests(DmnText text, FeelType input, FeelScope scope)
    {
        if (text.Text.Trim() is "" or "-")
        {
            return null;
        }

        var result = FeelExpression.CompileUnaryTests(text.Text, input, scope, FeelOptions.Lenient with { Origin = text.Place });
        problems.AddRange(result.Diagnostics);
        return result.Expression ?? Never;
    }

    private HitPolicy Policy(TableBox box)
    {
        switch (box.HitPolicy.Replace(' ', '_').ToUpperInvariant())
        {
            case "UNIQUE" or "U" or "": return HitPolicy.Unique;
            case "FIRST" or "F": return HitPolicy.First;
            case "PRIORITY" or "P": return HitPolicy.Priority;
            case "ANY" or "A": return HitPolicy.Any;
            case "COLLECT" or "C": return HitPolicy.Collect;
            case "RULE_ORDER" or "R": return HitPolicy.RuleOrder;
            case "OUTPUT_ORDER" or "O": return HitPolicy.OutputOrder;
            default:
                problems.Add(DmnProblems.NoPolicy(box.Place, box.HitPolicy));
                return HitPolicy.Unique;
        }
    }

    private TableAggregation Aggregation(TableBox box)
    {
        switch (box.Aggregation?.ToUpperInvariant())
        {
            case null or "": return TableAggregation.None;
            case "SUM": return TableAggregation.Sum;
            case "MIN": return TableAggregation.Min;
            case "MAX": return TableAggregation.Max;
            case "COUNT": return TableAggregation.Count;
            default:
                problems.Add(DmnProblems.NoPolicy(box.Place, box.Aggregation));
                return TableAggregation.None;
        }
    }

    private static FeelType TypeOf(TableBox box, List<TableRow> rows)
    {
        var columns = box.Outputs.Select((o, i) => (o.Name, Type: rows.Select(r => r.Results[i]?.Type ?? FeelType.Null)
            .Concat(o.Default is null ? [] : [FeelType.Any]).DefaultIfEmpty(FeelType.Any).Aggregate((a, b) => a.Join(b)))).ToList();
        var whole = columns.Count == 1 ? columns[0].Type
            : FeelType.ContextOf([.. columns.Select(c => new ContextField(c.Name ?? string.Empty, c.Type))]);
        var policy = box.HitPolicy.ToUpperInvariant();
        var isMany = policy.Length > 0 && policy[0] is 'C' or 'R' or 'O';
        return !isMany ? whole : box.Aggregation is null ? FeelType.ListOf(whole) : FeelType.Any;
    }
}
