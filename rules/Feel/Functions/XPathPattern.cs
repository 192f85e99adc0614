using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Rules.Feel.Functions;

/// <summary>
/// A regular expression as FEEL means it: the dialect of XPath and XML Schema, not that of .NET. The pattern is translated, so that what
/// the two mean differently means what the standard says, and what only .NET knows is refused.
/// Matching is linear in the input except for patterns with back-references, which stop after <see cref="Most"/>.
/// </summary>
internal sealed class XPathPattern
{
    /// <summary>How long one match may take.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(500);

    /// <summary>Most UTF-16 code units of a pattern.</summary>
    public const int MostLength = 10_000;

    /// <summary>What making a pattern costs, beside a step for each of its characters.</summary>
    public const int CompileSteps = 500;

    // Steps stand for time: a run's budget must end a loop of slow matches as soon as a loop of anything else.
    private const int TimeoutSteps = 200_000;
    private const int BacktrackingSteps = 1000;
    private const int TextPerStep = 64;
    private const int MostMatches = 1_000_000;

    private readonly Regex regex;
    private readonly bool isLinear;

    private XPathPattern(Regex regex, int groups)
    {
        this.regex = regex;
        isLinear = regex.Options.HasFlag(RegexOptions.NonBacktracking);
        Groups = groups;
    }

    /// <summary>How many groups the pattern captures.</summary>
    public int Groups { get; }

    /// <summary>The pattern, or null where pattern or flags are not valid. Flags are any of s, m, i, x and q.</summary>
    public static XPathPattern? Compile(string pattern, string? flags)
    {
        var options = RegexOptions.CultureInvariant;
        bool dotAll = false, free = false, literal = false;
        foreach (var flag in flags ?? string.Empty)
        {
            switch (flag)
            {
                case 's': dotAll = true; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x': free = true; break;
                case 'q': literal = true; break;
                default: return null;
            }
        }

        if (pattern.Length > MostLength)
        {
            return null;
        }

        if (literal)
        {
            return Build(Regex.Escape(pattern), options, 0, false);
        }

        var translated = new XPathTranslation(free ? Dense(pattern) : pattern, dotAll, options.HasFlag(RegexOptions.Multiline));
        return translated.TryTranslate(out var text) ? Build(text, options, translated.Groups, translated.RefersBack) : null;
    }

    /// <summary>Whether the pattern is found anywhere in the input; null where that took too long.</summary>
    public bool? IsIn(string input, FeelRun run) => Within<bool?>(() => regex.IsMatch(input), input, run);

    /// <summary>The matches in order; null where finding them took too long, or there are too many.</summary>
    public IReadOnlyList<Match>? Matches(string input, FeelRun run) => Within<IReadOnlyList<Match>?>(() => All(input, run), input, run);

    private List<Match>? All(string input, FeelRun run)
    {
        var found = new List<Match>();
        for (var match = regex.Match(input); match.Success; match = match.NextMatch())
        {
            found.Add(match);
            if (found.Count > MostMatches || !run.Steps(isLinear ? 1 : BacktrackingSteps))
            {
                return null;
            }
        }

        return found;
    }

    private T? Within<T>(Func<T?> find, string input, FeelRun run)
    {
        if (!run.Steps((isLinear ? 0 : BacktrackingSteps) + (input.Length / TextPerStep)))
        {
            return default;
        }

        try
        {
            return find();
        }
        catch (RegexMatchTimeoutException)
        {
            run.Steps(TimeoutSteps);
            return default;
        }
    }

    private static XPathPattern? Build(string text, RegexOptions options, int groups, bool refersBack)
    {
        try
        {
            return new XPathPattern(Linear(text, options, refersBack), groups);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Regex Linear(string text, RegexOptions options, bool refersBack)
    {
        if (!refersBack)
        {
            try
            {
                return new Regex(text, options | RegexOptions.NonBacktracking, Most);
            }
            catch (NotSupportedException)
            {
                // A counted repetition that is too large for the linear matcher: the time limit guards the other one.
            }
        }

        return new Regex(text, options, Most);
    }

    /// <summary>The pattern without white space, which flag x takes out everywhere but inside a character class.</summary>
    private static string Dense(string pattern)
    {
        var kept = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (depth == 0 && c is ' ' or '\t' or '\n' or '\r')
            {
                continue;
            }

            kept.Append(c);
            if (c == '\\' && i + 1 < pattern.Length && (depth > 0 || pattern[i + 1] is not (' ' or '\t' or '\n' or '\r')))
            {
                kept.Append(pattern[++i]);
            }
            else if (c is '[' or ']')
            {
                depth = Math.Max(0, depth + (c == '[' ? 1 : -1));
            }
        }

        return kept.ToString();
    }
}
