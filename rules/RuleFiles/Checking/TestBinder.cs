using System.Globalization;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Checks the tests of a file and binds their names.</summary>
internal sealed class TestBinder
{
    private const int MostFacts = 100_000;
    private readonly ProgramNames _program;
    private readonly Declarations _declarations;
    private readonly Problems _problems;
    private readonly FormulaBinder _formulas;
    private readonly RuleScope _scope;
    private readonly RuleScope _counted;
    private long _facts;

    private TestBinder(ProgramNames program, Declarations declarations, Problems problems)
    {
        _program = program;
        _declarations = declarations;
        _problems = problems;
        _formulas = new FormulaBinder(problems);
        _scope = RuleScope.Of(program);
        _counted = _scope.With(new ScopeName("n", FeelType.Number, NameKind.Value));
    }

    private SourceText Source => _problems.Source;

    public static BoundTest? Bind(TestSyntax syntax, ProgramNames program, Declarations declarations, Problems problems)
    {
        var errors = problems.ErrorCount;
        var binder = new TestBinder(program, declarations, problems);
        var test = new BoundTest(
            syntax.Label?.Text ?? new LocalText(syntax.Name.Text), problems.Source.PlaceOf(syntax.Span),
            binder.At(syntax.At), binder.Parameters(syntax), [.. syntax.Given.Select(binder.Given).OfType<BoundGiven>()],
            [.. syntax.Expected.Select(binder.Expect).OfType<BoundExpect>()]);
        return problems.ErrorCount == errors ? test : null;
    }

    private Formula? At(ExpressionSyntax? at) => at is null || at.IsMissing ? null : Typed(at.Span, FeelType.DateTime, _scope);

    private Formula? Typed(Span span, FeelType type, RuleScope scope)
    {
        var formula = _formulas.Bind(span, scope);
        if (formula is not null && !formula.Type.MayConformTo(type))
        {
            _problems.Add("R205", span, CheckTexts.WrongType(type.Name, Source.Slice(span)));
            return null;
        }

        return formula;
    }

    private List<(string Name, Formula Value)> Parameters(TestSyntax syntax)
    {
        var bound = new List<(string Name, Formula Value)>();
        foreach (var assignment in syntax.Parameters.Where(p => !p.Name.IsMissing && !p.Value.IsMissing))
        {
            if (!_program.Parameters.TryGetValue(assignment.Name.Text, out var parameter))
            {
                var known = _program.Parameters.Keys;
                _problems.Add("R202", assignment.Name.Span,
                    ExpressionTexts.UnknownName(assignment.Name.Text, NearestName.Of(assignment.Name.Text, known), known));
            }
            else if (Typed(assignment.Value.Span, parameter.Type, _scope) is { } value)
            {
                bound.Add((parameter.Name, value));
            }
        }

        return bound;
    }

    private BoundGiven? Given(GivenSyntax syntax)
    {
        if (_declarations.Find(syntax.Type, _problems) is not { } type)
        {
            return null;
        }

        var count = 1;
        if (syntax.Count is { } number)
        {
            var good = int.TryParse(Source.Slice(number.Span), NumberStyles.None, CultureInfo.InvariantCulture, out count);
            _facts += good ? count * (long)Math.Max(1, syntax.Facts.Count) : 0;
            if (!good || _facts > MostFacts)
            {
                _problems.Add("R402", number.Span, TestTexts.TooMany(MostFacts));
                return null;
            }
        }

        var rows = syntax.Facts.Select(f => (IReadOnlyList<BoundAssignment>)[.. f.Select(a => Field(a, type)).OfType<BoundAssignment>()]);
        return new BoundGiven(count, type, [.. rows], Source.PlaceOf(syntax.Span));
    }

    private BoundAssignment? Field(AssignmentSyntax syntax, FactType type)
    {
        if (syntax.Name.IsMissing || FieldOf(syntax.Name, type) is not { } slot)
        {
            return null;
        }

        var field = type.Fields[slot];
        if (syntax.Template is { } label && field.Type.Kind is FeelKind.String or FeelKind.Any or FeelKind.Context)
        {
            return new BoundAssignment(field.Name, slot, null, Template(syntax.Template!));
        }

        if (syntax.Value.IsMissing || _formulas.Bind(syntax.Value.Span, _counted) is not { } value)
        {
            return null;
        }

        if (!value.Type.MayConformTo(field.Type))
        {
            _problems.Add("R205", syntax.Value.Span, CheckTexts.WrongType(field.Type.Name, Source.Slice(syntax.Value.Span)));
            return null;
        }

        return new BoundAssignment(field.Name, slot, value, null);
    }

    private int? FieldOf(NameSyntax name, FactType type)
    {
        var slot = type.IndexOf(name.Text);
        if (slot >= 0)
        {
            return slot;
        }

        var known = type.Fields.Select(f => f.Name);
        _problems.Add("R204", name.Span, CheckTexts.UnknownField(type.Name, name.Text, NearestName.Of(name.Text, known), known));
        return null;
    }

    private BoundTemplate Template(LabelSyntax label) => new(
        TemplateBinder.Pieces(_problems, label.EnSpan, s => _formulas.Bind(s, _counted)),
        label.Zh is null ? null : TemplateBinder.Pieces(_problems, label.ZhSpan, s => _formulas.Bind(s, _counted)));

    private BoundExpect? Expect(ExpectSyntax syntax)
    {
        var place = Source.PlaceOf(syntax.Span);
        var text = Source.Slice(syntax.Span);
        if (syntax is ExpectTrueSyntax { Condition.IsMissing: false } expression)
        {
            return _formulas.BindCondition(expression.Condition.Span, _scope) is { } condition
                ? new BoundExpectTrue(condition, place, text) : null;
        }

        if (syntax is not ExpectCountSyntax count)
        {
            return null;
        }

        if (count.Verb is not null)
        {
            return new BoundExpectCount(
                count.Count, null, count.Verb, count.Type.Text, [.. count.Fields.Select(f => Expected(f, FeelType.Any))], place, text);
        }

        if (_declarations.Find(count.Type, _problems) is not { } type)
        {
            return null;
        }

        var fields = count.Fields.Where(f => !f.Name.IsMissing && FieldOf(f.Name, type) is not null)
            .Select(f => Expected(f, type.Find(f.Name.Text)!.Type)).ToList();
        return new BoundExpectCount(count.Count, type, null, type.Name, fields, place, text);
    }

    private ExpectedField Expected(AssignmentSyntax syntax, FeelType type) => syntax.Template is { } label
        ? new ExpectedField(syntax.Name.Text, Template(label), null)
        : new ExpectedField(syntax.Name.Text, null, syntax.Value.IsMissing ? null : _formulas.BindTests(syntax.Value.Span, type, _scope));
}
