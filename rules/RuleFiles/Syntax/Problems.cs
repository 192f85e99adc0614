namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>A message with its next step, before it has a place.</summary>
internal sealed record ProblemText(LocalText Message, LocalText? NextStep = null);

/// <summary>
/// Collects what is wrong with one file. After a limit it forgets: nobody reads the thousandth. The same fault at the same place
/// is told once.
/// </summary>
internal sealed class Problems(SourceText source)
{
    private const int Most = 500;
    private readonly List<Diagnostic> _found = [];

    public IReadOnlyList<Diagnostic> Found => _found;

    public int Count => _found.Count;

    public SourceText Source => source;

    public int ErrorCount => _found.Count(d => d.Severity == Severity.Error);

    public void Add(string code, Span span, ProblemText text, Severity severity = Severity.Error) =>
        Add(new Diagnostic(code, severity, source.PlaceOf(span), text.Message, text.NextStep));

    public void Add(Diagnostic diagnostic)
    {
        // Counted apart, so that no number of warnings hides an error.
        var isError = diagnostic.Severity == Severity.Error;
        if (_found.Count(d => d.Severity == Severity.Error == isError) < Most
            && !_found.Exists(d => d.Code == diagnostic.Code && d.Place == diagnostic.Place))
        {
            _found.Add(diagnostic);
        }
    }
}
