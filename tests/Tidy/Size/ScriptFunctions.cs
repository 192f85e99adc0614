using System.Text.RegularExpressions;

namespace Workflows.Tidy.Size;

/// <summary>The functions of a TypeScript text with their lengths, found by their braces.</summary>
public static partial class ScriptFunctions
{
    /// <summary>A function: its name where one stands on the opening line, the line it opens on, and how many lines it covers.</summary>
    public sealed record Found(string Name, int Line, int Lines);

    public static IEnumerable<Found> Of(string text)
    {
        var blank = Ignored().Replace(text.ReplaceLineEndings("\n"), m => new string('\n', m.Value.Count(c => c == '\n')));
        var open = new Stack<(int Line, string? Name)>();
        var found = new List<Found>();
        var lines = blank.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            ReadLine(lines[i], i + 1, open, found);
        }

        return found;
    }

    private static void ReadLine(string line, int number, Stack<(int Line, string? Name)> open, List<Found> found)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '{')
            {
                open.Push((number, FunctionName(line, at)));
            }
            else if (line[at] == '}' && open.TryPop(out var opened) && opened.Name is not null)
            {
                found.Add(new Found(opened.Name, opened.Line, number - opened.Line + 1));
            }
        }
    }

    // A body's brace follows an arrow, or the closing bracket of parameters with perhaps a type; a control statement's does so too.
    private static string? FunctionName(string line, int brace)
    {
        var before = line[..brace].TrimEnd();
        var isBody = before.EndsWith("=>", StringComparison.Ordinal) || (Parameters().IsMatch(before) && !Control().IsMatch(before));
        return isBody ? FirstName().Match(before) is { Success: true } m ? m.Groups[1].Value : "-" : null;
    }

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""")]
    private static partial Regex Ignored();

    [GeneratedRegex(@"\)(\s*:\s*[\w<>\[\]|., ]+)?$")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"^[\s}]*(else\s+)?(if|for|while|switch|catch|do)\b")]
    private static partial Regex Control();

    [GeneratedRegex(@"(?:function|const|let|async|static|private|public|get|set|^)\s*(?:function\s+)?([A-Za-z_$][\w$]*)\s*(?:[=(<:]|$)")]
    private static partial Regex FirstName();
}
