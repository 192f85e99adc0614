using System.Collections.Concurrent;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>
/// What is known of parts of files from earlier checks: an item with the same text, among the same declarations, has the same findings.
/// Holds a limited number, and forgets what the latest checks did not ask for.
/// </summary>
internal sealed class CheckMemory
{
    private const int Most = 20_000;
    private readonly ConcurrentDictionary<(Type Kind, string Text, string Around), Known> _known = new();
    private readonly ConcurrentDictionary<RuleFile, FileSyntax> _files = new();

    /// <summary>The parsed file; the same text is parsed once.</summary>
    public FileSyntax Parse(RuleFile file)
    {
        if (_files.Count > 50)
        {
            _files.Clear();
        }

        return _files.GetOrAdd(file, f => RuleFileParser.Parse(f.Name, f.Text));
    }

    /// <summary>What binding an item gives, with its findings at the item's present place.</summary>
    public T? Bind<T>(FileUnit unit, ItemSyntax item, string around, Func<Problems, T?> bind)
        where T : class
    {
        var source = unit.Syntax.Source;
        var start = source.PlaceOf(item.Span).Line;
        var key = (typeof(T), source.Slice(unit.Syntax.WholeOf(item.Span)), unit.File.Name + "\n" + around);
        if (!_known.TryGetValue(key, out var known))
        {
            var problems = new Problems(source);
            known = new Known(bind(problems), [.. problems.Found.Select(d => Moved(d, -start))]);
            if (_known.Count > Most)
            {
                _known.Clear();
            }

            _known.TryAdd(key, known);
        }

        foreach (var diagnostic in known.Findings)
        {
            unit.Problems.Add(Moved(diagnostic, start));
        }

        return (T?)known.Bound;
    }

    private static Diagnostic Moved(Diagnostic diagnostic, int lines) =>
        diagnostic with { Place = diagnostic.Place with { Line = diagnostic.Place.Line + lines } };

    private sealed record Known(object? Bound, IReadOnlyList<Diagnostic> Findings);
}
