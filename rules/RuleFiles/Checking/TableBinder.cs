using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;
using Workflows.Rules.Tables;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Checks a pipe table and compiles its cells.</summary>
internal sealed class TableBinder
{
    private readonly TableSyntax _syntax;
    private readonly Declarations _declarations;
    private readonly Problems _problems;
    private readonly List<string> _parameters;
    private readonly List<BoundColumn> _inputs;
    private readonly FeelScope _scope;

    private TableBinder(
        TableSyntax syntax, IReadOnlyDictionary<string, ParameterName> parameters, Declarations declarations, Problems problems)
    {
        _syntax = syntax;
        _declarations = declarations;
        _problems = problems;
        var words = WordsOf(syntax);
        _parameters = [.. parameters.Keys.Where(p => words.Contains(p) && !syntax.Inputs.Any(i => i.Text == p))];
        _inputs = [.. syntax.Inputs.Select(ColumnOf)];
        _scope = new FeelScope(
            [.. _inputs.Select(i =>
                new FeelVariable(i.Name, i.Type)), .. _parameters.Select(p => new FeelVariable(p, parameters[p].Type))]);
    }

    private SourceText Source => _problems.Source;

    public static BoundTable? Bind(
        TableSyntax syntax, IReadOnlyDictionary<string, ParameterName> parameters, Declarations declarations, Problems problems)
    {
        var errors = problems.ErrorCount;
        var table = new TableBinder(syntax, parameters, declarations, problems).Bind();
        if (problems.ErrorCount > errors || syntax is not { Inputs.Count: > 0, Outputs.Count: > 0 })
        {
            return null;
        }

        TableChecks.Check(syntax, table, problems);
        return table;
    }

    private HashSet<string> WordsOf(TableSyntax syntax) =>
    [
        .. syntax.Rows.SelectMany(r => r.Inputs.Concat(r.Outputs)).SelectMany(c => Tokenizer.Read(Source, c.Span))
            .Where(t => t.Kind == TokenKind.Word).Select(t => t.Value),
    ];

    private BoundTable Bind()
    {
        CheckColumns();
        Texts.Check(_syntax.Label, _syntax.Name, _problems);
        var outputs = _syntax.Outputs.Select(ColumnOf).ToList();
        var types = outputs.Select(o => (FeelType?)null).ToArray();
        var rows = _syntax.Rows.Where(r => !r.IsOtherwise).ToList();
        var compiled = rows.Select(r => new TableRow(
            [.. r.Inputs.Zip(_inputs, (cell, input) => Test(cell, input))], [.. Results(r, outputs, types)])).ToList();
        var fallback = Fallback(outputs, types);
        for (var i = 0; i < outputs.Count; i++)
        {
            outputs[i] = outputs[i].Type.Kind == FeelKind.Any ? outputs[i] with { Type = types[i] ?? FeelType.Any } : outputs[i];
        }

        var (policy, aggregation) = PolicyOf(_syntax.Policy.Text);
        var plan = new TablePlan(policy, aggregation)
        {
            Inputs = [.. _inputs.Select(i => new TableInput(i.Name, Allowed(i)))],
            Outputs = [.. outputs.Select((o, i) => new TableOutput(o.Name, [.. o.Allowed?.Choices ?? []], fallback?[i]))],
            Rows = compiled,
        };
        return new BoundTable(
            _syntax.Name.Text, FactTypeBinder.LabelOf(_syntax.Label, _syntax.Name), _syntax.Policy.Text, Source.PlaceOf(_syntax.Name.Span),
            _inputs, outputs, [.. rows.Select(r => Source.PlaceOf(r.Span))], _parameters, plan, ResultOf(plan, outputs));
    }

    private BoundColumn ColumnOf(NameSyntax name)
    {
        var described = _syntax.Columns.FirstOrDefault(c => c.Name.Text == name.Text);
        if (described is null)
        {
            return new BoundColumn(name.Text, FeelType.Any, null, null);
        }

        var field = _declarations.FieldOf(described, _problems);
        return new BoundColumn(name.Text, field.IsText ? FeelType.String : field.Type, field.Allowed, field.Label);
    }

    private void CheckColumns()
    {
        var names = _syntax.Inputs.Concat(_syntax.Outputs).ToList();
        foreach (var name in names.Where((n, i) => !n.IsMissing && names.FindIndex(m => m.Text == n.Text) < i))
        {
            _problems.Add("R203", name.Span, CheckTexts.DeclaredTwice(name.Text, _syntax.Name.Text));
        }

        foreach (var described in _syntax.Columns.Where(c => !c.Name.IsMissing && !names.Exists(n => n.Text == c.Name.Text)))
        {
            var nearest = NearestName.Of(described.Name.Text, names.Select(n => n.Text));
            _problems.Add("R301", described.Name.Span, TableTexts.UnknownColumn(described.Name.Text, nearest, names.Select(n => n.Text)));
        }
    }

    private FeelExpression? Test(ExpressionSyntax cell, BoundColumn input) =>
        cell.IsMissing || Source.Slice(cell.Span) == "-"
            ? null : Noted(FeelExpression.CompileUnaryTests(Source.Slice(cell.Span), input.Type, _scope, At(cell)));

    private IEnumerable<FeelExpression?> Results(RowSyntax row, List<BoundColumn> outputs, FeelType?[] types)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            var cell = row.Outputs[i];
            var result = cell.IsMissing || Source.Slice(cell.Span) == "-"
                ? null : Noted(FeelExpression.Compile(Source.Slice(cell.Span), _scope, At(cell)));
            if (result is not null && !result.Type.MayConformTo(outputs[i].Type))
            {
                _problems.Add("R205", cell.Span, CheckTexts.WrongType(outputs[i].Type.Name, Source.Slice(cell.Span)));
            }

            types[i] = result is null ? types[i] : types[i] is { } known ? known.Join(result.Type) : result.Type;
            yield return result;
        }
    }

    private List<FeelExpression?>? Fallback(List<BoundColumn> outputs, FeelType?[] types)
    {
        var otherwise = _syntax.Rows.Where(r => r.IsOtherwise).ToList();
        if (otherwise.Count > 0 && (otherwise.Count > 1 || !_syntax.Rows[^1].IsOtherwise))
        {
            _problems.Add("R303", otherwise[0].Span, TableTexts.OtherwiseLast);
        }

        return otherwise.Count == 0 ? null : [.. Results(otherwise[^1], outputs, types)];
    }

    private FeelExpression? Allowed(BoundColumn input)
    {
        if (input.Allowed is not { } allowed)
        {
            return null;
        }

        var tests = string.Join(", ", allowed.Choices.Select(FeelLiteral.Of).Concat(allowed.Ranges.Select(FeelLiteral.Of)));
        var whole = !allowed.IsWhole ? tests : "floor(?) = ?" + (tests == "-" ? string.Empty : $" and ? in ({tests})");
        return FeelExpression.CompileUnaryTests(whole, input.Type, _scope).Expression;
    }

    private static FeelType ResultOf(TablePlan plan, List<BoundColumn> outputs)
    {
        var single = outputs.Count == 1
            ? outputs[0].Type : new ContextType(null, [.. outputs.Select(o => new ContextField(o.Name, o.Type))]);
        return plan.Policy switch
        {
            HitPolicy.Collect when plan.Aggregation == TableAggregation.Count => FeelType.Number,
            HitPolicy.Collect when plan.Aggregation != TableAggregation.None => single,
            HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder => FeelType.ListOf(single),
            _ => single,
        };
    }

    private static (HitPolicy Policy, TableAggregation Aggregation) PolicyOf(string text) => text switch
    {
        "first" => (HitPolicy.First, TableAggregation.None),
        "any" => (HitPolicy.Any, TableAggregation.None),
        "priority" => (HitPolicy.Priority, TableAggregation.None),
        "rule order" => (HitPolicy.RuleOrder, TableAggregation.None),
        "output order" => (HitPolicy.OutputOrder, TableAggregation.None),
        "collect" => (HitPolicy.Collect, TableAggregation.None),
        "collect sum" => (HitPolicy.Collect, TableAggregation.Sum),
        "collect count" => (HitPolicy.Collect, TableAggregation.Count),
        "collect min" => (HitPolicy.Collect, TableAggregation.Min),
        "collect max" => (HitPolicy.Collect, TableAggregation.Max),
        _ => (HitPolicy.Unique, TableAggregation.None),
    };

    private FeelOptions At(ExpressionSyntax cell) => FeelOptions.Default with { Origin = Source.PlaceOf(cell.Span) };

    private FeelExpression? Noted(FeelResult result)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            _problems.Add(diagnostic);
        }

        return result.Expression;
    }
}
