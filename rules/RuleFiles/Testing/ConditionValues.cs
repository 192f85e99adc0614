using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Compiling;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Testing;

/// <summary>Tells a condition with the values of its sides: <c>count(ring) = 4 &gt;= ringBuyers = 4</c>.</summary>
internal sealed class ConditionValues(Evaluation evaluation)
{
    /// <summary>The conditions of a rule that stand on lines of their own, for one match; null where it has none.</summary>
    public LocalText? Of(BoundRule rule, IReadOnlyList<RuleEvidence> evidence)
    {
        var values = evidence.Where(e => !e.IsParameter).ToDictionary(e => e.Name, e => e.Value);
        var told = rule.Conditions.OfType<BoundHolds>().SelectMany(h => h.Conjuncts)
            .Where(c => c.Whole.Variables.All(values.ContainsKey)).Select(c => Tell(c, values)).ToList();
        return told.Count == 0 ? null : new LocalText(string.Join(", ", told), string.Join("，", told));
    }

    /// <summary>The values of both sides of a comparison without names of facts; empty for anything else.</summary>
    public string Sides(Formula condition)
    {
        var tokens = condition.Slots.Select(s => s.Name).Distinct().ToList();
        return tokens.Count == 0 ? string.Empty : string.Join(", ", condition.Parameters.Select(p =>
            $"{p} = {Text(evaluation.Parameters[p])}"));
    }

    private string Tell(BoundConjunct conjunct, Dictionary<string, object?> values) =>
        conjunct.Comparisons.Value is [var comparison]
            ? $"{Tell(comparison.Left, values)} {Sign(comparison.Operator)} {Tell(comparison.Right, values)}" : conjunct.Whole.Text;

    private string Tell(Formula side, Dictionary<string, object?> values)
    {
        if (side.Slots.Count == 0)
        {
            return side.Text;
        }

        var names = side.Variables.Select(v => new ScopeName(v, side.Type, NameKind.Value)).ToList();
        var value = new FormulaCall(side, names, evaluation).Evaluate([.. side.Variables.Select(v => values[v])]);
        return $"{side.Text} = {Text(value)}";
    }

    private static string Text(object? value) => value is string text ? $"\"{text}\"" : value is null ? "null" : FactText.Of(value);

    private static string Sign(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
