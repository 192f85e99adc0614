using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Makes the rule model's expressions of formulas, inside one rule.</summary>
internal sealed class ExpressionMaker(Evaluation evaluation)
{
    private readonly Dictionary<string, (ScopeName Name, Declaration Declaration)> _names = [];

    public Declaration Declare(ScopeName name, Type type)
    {
        var declaration = new Declaration(type, name.Name);
        _names[name.Name] = (name, declaration);
        return declaration;
    }

    public bool Knows(string name) => _names.ContainsKey(name);

    /// <summary>The value of a formula.</summary>
    /// <param name="formula">What is evaluated.</param>
    /// <param name="type">The CLR type of the result.</param>
    /// <param name="convert">What is done to the value before the network sees it; named by its method for sharing.</param>
    public RuleExpression Value(Formula formula, Type type, Func<object?, object?>? convert = null)
    {
        var names = NamesOf(formula.Variables);
        var call = new FormulaCall(formula, [.. names.Select(n => n.Name)], evaluation);
        return RuleExpression.Create(
            [.. names.Select(n => n.Declaration)], type,
            convert is null ? call.Evaluate : arguments => convert(call.Evaluate(arguments)),
            (convert?.Method.Name, call.Signature), null, formula.Text);
    }

    /// <summary>The conditions that together are a conjunct, as indexable as they can be.</summary>
    /// <param name="conjunct">The part of a condition.</param>
    /// <param name="home">The declaration the condition stands at, for one that names nothing.</param>
    public IEnumerable<RuleExpression> Conditions(BoundConjunct conjunct, Declaration home)
    {
        var parts = conjunct.Comparisons.Value;
        return parts.Count > 0 && !conjunct.Whole.IsVolatile && parts.All(p => IndexValue.Serves(p.Left.Type, p.Operator, p.Right.Type))
            ? parts.Select(p => Comparison(p, conjunct.Whole, home))
            : [Condition(conjunct.Whole, home)];
    }

    public RuleExpression Condition(Formula formula, Declaration home)
    {
        var names = NamesOf(formula.Variables.Count == 0 ? [home.Name] : formula.Variables);
        var call = new FormulaCall(formula, [.. names.Select(n => n.Name)], evaluation);
        return RuleExpression.Create(
            [.. names.Select(n => n.Declaration)], typeof(bool), call.Evaluate, ("if", call.Signature), null, formula.Text);
    }

    /// <summary>An expression over several formulas at once; the arguments come in the order of the names given back.</summary>
    public RuleExpression Over(
        IEnumerable<Formula> formulas, Func<IReadOnlyList<ScopeName>, Func<object?[], object?>> evaluate, string text,
            string? without = null)
    {
        var names = NamesOf(formulas.SelectMany(f => f.Variables).Distinct().Where(v => v != without));
        return RuleExpression.Create(
            [.. names.Select(n => n.Declaration)], typeof(object), evaluate([.. names.Select(n => n.Name)]), null, null, text);
    }

    private RuleExpression Comparison(BoundComparison part, Formula whole, Declaration home)
    {
        var (left, right) = (Side(part.Left), Side(part.Right));
        var inputs = left.Inputs.Union(right.Inputs).ToList();
        var lefts = left.Inputs.Select(i => inputs.IndexOf(i)).ToArray();
        var rights = right.Inputs.Select(i => inputs.IndexOf(i)).ToArray();
        var op = part.Operator;
        return RuleExpression.Create(
            inputs.Count == 0 ? [home] : inputs, typeof(bool),
            arguments => IndexValue.Holds(left.Evaluate(Pick(arguments, lefts)), op, right.Evaluate(Pick(arguments, rights))),
            (op, left.StructuralKey, right.StructuralKey, string.Join(',', lefts), string.Join(',', rights)),
            new ComparisonShape(left, op, right), whole.Text);
    }

    private RuleExpression Side(Formula formula) => Value(formula, typeof(object), IndexValue.Of);

    private static object?[] Pick(object?[] arguments, int[] places)
    {
        if (places.Length == arguments.Length && IsInOrder(places))
        {
            return arguments;
        }

        var picked = new object?[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            picked[i] = arguments[places[i]];
        }

        return picked;
    }

    private static bool IsInOrder(int[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] != i)
            {
                return false;
            }
        }

        return true;
    }

    private List<(ScopeName Name, Declaration Declaration)> NamesOf(IEnumerable<string> names) => [.. names.Select(n => _names[n])];
}
