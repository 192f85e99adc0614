using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Makes the rule model's expressions of formulas, inside one rule.</summary>
internal sealed class ExpressionMaker(Evaluation evaluation)
{
    private static readonly object True = true;
    private static readonly object False = false;
    private readonly Evaluation _evaluation = evaluation;
    private readonly Dictionary<string, (ScopeName Name, Declaration Declaration)> _names = [];

    public Declaration Declare(ScopeName name, Type type)
    {
        var declaration = new Declaration(type, name.Name);
        _names[name.Name] = (name, declaration);
        return declaration;
    }

    /// <summary>The value of a formula.</summary>
    /// <param name="formula">What is evaluated.</param>
    /// <param name="type">The CLR type of the result.</param>
    /// <param name="convert">What is done to the value before the network sees it; named by its method for sharing.</param>
    public RuleExpression Value(Formula formula, Type type, Func<object?, object?>? convert = null)
    {
        var names = NamesOf(formula.Variables);
        var call = new FormulaCall(formula, [.. names.Select(n => n.Name)], _evaluation);
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
        var call = new FormulaCall(formula, [.. names.Select(n => n.Name)], _evaluation);
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
        var (left, right) = (new ComparisonSide(part.Left, this), new ComparisonSide(part.Right, this));
        var inputs = left.Expression.Inputs.Union(right.Expression.Inputs).ToList();
        var lefts = left.Expression.Inputs.Select(i => inputs.IndexOf(i)).ToArray();
        var rights = right.Expression.Inputs.Select(i => inputs.IndexOf(i)).ToArray();
        var op = part.Operator;
        var isConstant = lefts.Length == 0 || rights.Length == 0;
        var isIndexed = op == ComparisonOperator.Equal || !isConstant || IndexValue.HasOrder(part.Left.Type);
        return RuleExpression.Create(
            inputs.Count == 0 ? [home] : inputs, typeof(bool),
            arguments => IndexValue.Holds(left.Value(arguments, lefts), op, right.Value(arguments, rights)) ? True : False,
            (op, left.Expression.StructuralKey, right.Expression.StructuralKey, string.Join(',', lefts), string.Join(',', rights)),
            isIndexed ? new ComparisonShape(left.Expression, op, right.Expression) : null, whole.Text);
    }

    /// <summary>
    /// A side of a comparison. One fact is compared with many others in a row, so the last fact's value is kept for as long as the run is
    /// the same; a judge is used by one thread at a time, and facts never change.
    /// </summary>
    private sealed class ComparisonSide
    {
        private readonly FormulaCall _call;
        private readonly Evaluation _evaluation;
        private FeelRun? _run;
        private object? _fact;
        private object? _value;

        public ComparisonSide(Formula formula, ExpressionMaker maker)
        {
            var names = maker.NamesOf(formula.Variables);
            _evaluation = maker._evaluation;
            _call = new FormulaCall(formula, [.. names.Select(n => n.Name)], _evaluation);
            Expression = RuleExpression.Create(
                [.. names.Select(n => n.Declaration)], typeof(object), arguments => IndexValue.Of(_call.Evaluate(arguments)),
                ("side", _call.Signature), null, formula.Text);
        }

        public RuleExpression Expression { get; }

        public object? Value(object?[] arguments, int[] places)
        {
            if (places.Length != 1 || arguments[places[0]] is not RuleFact fact)
            {
                return IndexValue.Of(_call.Evaluate(Pick(arguments, places)));
            }

            if (!ReferenceEquals(fact, _fact) || !ReferenceEquals(_evaluation.Run, _run))
            {
                _value = IndexValue.Of(_call.Evaluate(fact));
                (_fact, _run) = (fact, _evaluation.Run);
            }

            return _value;
        }
    }

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
