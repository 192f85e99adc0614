using Workflows.Rules.Feel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>
/// What the expressions of one judge share: the parameters' values, the tables and the moment. Used by one judge at a time; a judge that
/// takes it over sets its own run.
/// </summary>
internal sealed class Evaluation(IReadOnlyDictionary<string, object?> parameters, Func<string, Evaluation, FeelFunction> table)
{
    private readonly Dictionary<string, FeelFunction> _tables = [];
    private List<Diagnostic> _failures = [];

    public IReadOnlyDictionary<string, object?> Parameters => parameters;

    public FeelRun Run { get; set; } = new(default(DateTimeOffset));

    public FeelFunction TableOf(string name)
    {
        if (!_tables.TryGetValue(name, out var function))
        {
            function = table(name, this);
            _tables.Add(name, function);
        }

        return function;
    }

    /// <summary>Notes something that went wrong while rules ran; nobody reads the thousandth.</summary>
    public void Fail(Diagnostic failure)
    {
        if (_failures.Count < 1000)
        {
            _failures.Add(failure);
        }
    }

    public IReadOnlyList<Diagnostic> TakeFailures()
    {
        var taken = _failures;
        _failures = [];
        return taken;
    }
}
