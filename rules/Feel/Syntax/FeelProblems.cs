using System.Globalization;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>Collects what is wrong with an expression; one fault is told at one place, and only the first fifty are told.</summary>
internal sealed class FeelProblems(FeelSource source, bool isLenient)
{
    private const int Most = 50;
    private readonly List<(Diagnostic Diagnostic, int Start)> _found = [];

    public IReadOnlyList<Diagnostic> Found => [.. _found.OrderBy(f => f.Start).Select(f => f.Diagnostic)];

    public bool HasErrors => _found.Exists(f => f.Diagnostic.Severity == Severity.Error);

    public int Count => _found.Count;

    /// <summary>Forgets what was told since a count, where reading went back.</summary>
    public void BackTo(int count) => _found.RemoveRange(count, _found.Count - count);

    /// <summary>A fault of writing: always an error.</summary>
    public void Syntax(string code, int start, int length, LocalText message, LocalText next) =>
        Add(code, Severity.Error, start, length, message, next);

    /// <summary>A fault of meaning: where the reading is lenient, a warning, and null when evaluated.</summary>
    public void Meaning(string code, FeelSpot spot, LocalText message, LocalText next) =>
        Add(code, isLenient ? Severity.Warning : Severity.Error, spot.Start, spot.Length, message, next);

    public void Warn(string code, FeelSpot spot, LocalText message, LocalText next) =>
        Add(code, Severity.Warning, spot.Start, spot.Length, message, next);

    public static LocalText Text(FormattableString en, FormattableString zh) =>
        new(en.ToString(CultureInfo.InvariantCulture), zh.ToString(CultureInfo.InvariantCulture));

    private void Add(string code, Severity severity, int start, int length, LocalText message, LocalText next)
    {
        // What follows from a fault at the same place says nothing new.
        if (_found.Count < Most && !_found.Exists(f => f.Start == start && f.Diagnostic.Severity == Severity.Error))
        {
            _found.Add((new Diagnostic(code, severity, source.PlaceOf(start, length), message, next), start));
        }
    }
}
