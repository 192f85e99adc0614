using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Compiling;

namespace Workflows.Rules.RuleFiles.Testing;

/// <summary>Runs one test of a rule file: gives its facts to a judge and compares what comes out.</summary>
internal sealed class TestRunner
{
    private readonly RuleProgram _program;
    private readonly BoundTest _test;
    private readonly CancellationToken _cancellation;
    private readonly List<Diagnostic> _failures = [];
    private readonly Dictionary<string, object?> _parameters = [];
    private readonly Evaluation _evaluation;

    public TestRunner(
        RuleProgram program, BoundTest test, IReadOnlyDictionary<string, object?>? figures, CancellationToken cancellation)
    {
        _program = program;
        _test = test;
        _cancellation = cancellation;
        var defaults = program.Parameters.ToDictionary(p => p.Name, p => p.Default);
        var plain = EvaluationOf(defaults);
        foreach (var (name, value) in figures ?? new Dictionary<string, object?>())
        {
            _parameters[name] = value;
        }

        foreach (var (name, value) in test.Parameters)
        {
            _parameters[name] = new FormulaCall(value, [], plain).Evaluate([]);
        }

        foreach (var (name, value) in _parameters)
        {
            defaults[name] = FeelValues.TryConvert(value, program.Parameters.First(p => p.Name == name).Type, out var fit) ? fit : null;
        }

        _evaluation = EvaluationOf(defaults);
    }

    /// <summary>The moment of tests that say none: the beginning of 2026 in the shop's zone.</summary>
    private static DateTimeOffset Unsaid => new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public RuleTestResult Run()
    {
        var now = NowOf();
        _evaluation.Run = new FeelRun(now, FeelRun.DefaultSteps, _cancellation);
        using var judge = _program.Open(_parameters, now, _cancellation);
        judge.Put(_test.Given.SelectMany(FactsOf));
        judge.Fire();
        var outcome = judge.Outcome();
        foreach (var error in outcome.Errors)
        {
            _failures.Add(TestProblems.Failed(_test, error.Message));
        }

        var expectations = new Expectations(_program, _test, _evaluation, judge, outcome);
        _failures.AddRange(_test.Expected.Select(expectations.Check).OfType<Diagnostic>());
        return new RuleTestResult(_test.Name, _test.Place, _failures);
    }

    private Evaluation EvaluationOf(Dictionary<string, object?> parameters) => new(
        parameters, (name, e) => RuleKit.FunctionOf(_program.Model.Tables.First(t => t.Name == name), e));

    private DateTimeOffset NowOf()
    {
        if (_test.At is null)
        {
            return Unsaid;
        }

        var at = new FormulaCall(_test.At, [], _evaluation).Evaluate([]);
        return FeelValues.TryConvert(at, FeelType.DateTime, out var moment) && (moment as FeelDateTime?)?.ToDateTimeOffset() is { } now
            ? now : Unsaid;
    }

    private IEnumerable<RuleFact> FactsOf(BoundGiven given)
    {
        var number = new ScopeName("n", FeelType.Number, NameKind.Value);
        var rows = given.Rows.Select(r => r.Select(a => new AssignmentCall(a, [number], _evaluation)).ToList()).ToList();
        var made = 0;
        for (var n = 1; n <= given.Count; n++)
        {
            foreach (var row in rows)
            {
                if (FactOf(given, row, n, ++made) is { } fact)
                {
                    yield return fact;
                }
            }
        }
    }

    private RuleFact? FactOf(BoundGiven given, List<AssignmentCall> row, int n, int made)
    {
        var values = new object?[given.Type.Fields.Count];
        object?[] arguments = [(decimal)n];
        foreach (var call in row)
        {
            var field = given.Type.Fields[call.Slot];
            var text = call.Text(arguments);
            object? value = text is null ? call.Value(arguments) : field.IsText ? text : text.En;
            if (!FeelValues.TryConvert(value, field.Type, out values[call.Slot]) || field.Allowed?.Contains(values[call.Slot]) == false)
            {
                _failures.Add(TestProblems.WrongGiven(_test, given, field, value));
                return null;
            }
        }

        FillKey(given, values, made);
        return new RuleFact(given.Type, values);
    }

    /// <summary>A key that the test does not care about gets a value of its own.</summary>
    private void FillKey(BoundGiven given, object?[] values, int made)
    {
        foreach (var slot in given.Type.KeySlots)
        {
            var type = given.Type.Fields[slot].Type;
            var unique = (_test.Given.ToList().IndexOf(given) * 1_000_000) + made;
            values[slot] ??= type.Kind switch
            {
                FeelKind.String or FeelKind.Any => $"{given.Type.Name} {unique}",
                FeelKind.Number => (decimal)unique,
                _ => null,
            };
        }
    }
}
