using System.Globalization;
using System.Text;

namespace Workflows.Rules.Feel.Functions;

/// <summary>One pass over an XPath pattern that writes the .NET pattern of the same meaning.</summary>
internal sealed class XPathTranslation(string pattern, bool dotAll, bool multiline)
{
    private const string NameStart = @":_A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
        + @"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";

    private const string NameRest = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";

    private readonly StringBuilder written = new();
    private readonly Stack<int> open = new();
    private readonly HashSet<int> closed = [];
    private int at;
    private bool repeatable;
    private bool inClass;

    /// <summary>How many groups are captured.</summary>
    public int Groups { get; private set; }

    /// <summary>Whether a group's text is asked for again.</summary>
    public bool RefersBack { get; private set; }

    /// <summary>False where the pattern is not one of XPath.</summary>
    public bool TryTranslate(out string text)
    {
        var valid = true;
        while (valid && at < pattern.Length)
        {
            valid = Next(pattern[at++]);
        }

        text = written.ToString();
        return valid && open.Count == 0;
    }

    private bool Next(char c) => c switch
    {
        '.' => Atom(dotAll ? Any(@"[^\uD800-\uDFFF]") : Any(@"[^\n\r\uD800-\uDFFF]")),
        '^' => Anchor(multiline ? "^" : @"\A"),
        '$' => Anchor(multiline ? "$" : @"\z"),
        '|' => Anchor("|"),
        '(' => Open(),
        ')' => Close(),
        '[' => Class(),
        '\\' => Escape(),
        '*' or '+' or '?' => Repeat(c.ToString()),
        '{' => Count(),
        '}' or ']' => false,
        _ => Literal(c),
    };

    /// <summary>A character beyond the basic plane is one character to XPath and two code units to .NET.</summary>
    private static string Any(string unit) => $@"(?:{unit}|[\uD800-\uDBFF][\uDC00-\uDFFF])";

    private bool Atom(string text)
    {
        written.Append(text);
        repeatable = true;
        return true;
    }

    private bool Anchor(string text)
    {
        written.Append(text);
        repeatable = text is not "|";
        return true;
    }

    private bool Literal(char c)
    {
        if (char.IsHighSurrogate(c) && at < pattern.Length && char.IsLowSurrogate(pattern[at]))
        {
            return Atom($"(?:{c}{pattern[at++]})");
        }

        return Atom(c is '#' or ' ' ? "\\" + c : c.ToString());
    }

    private bool Open()
    {
        repeatable = false;
        if (at < pattern.Length && pattern[at] == '?')
        {
            if (at + 1 >= pattern.Length || pattern[at + 1] != ':')
            {
                return false;
            }

            at += 2;
            written.Append("(?:");
            open.Push(0);
            return true;
        }

        written.Append('(');
        open.Push(++Groups);
        return true;
    }

    private bool Close()
    {
        if (!open.TryPop(out var group))
        {
            return false;
        }

        closed.Add(group);
        return Atom(")");
    }

    private bool Repeat(string sign)
    {
        if (!repeatable)
        {
            return false;
        }

        written.Append(sign);
        if (at < pattern.Length && pattern[at] == '?')
        {
            written.Append('?');
            at++;
        }

        repeatable = false;
        return true;
    }

    private bool Count()
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0)
        {
            return false;
        }

        var bounds = pattern[at..end].Split(',');
        at = end + 1;
        var valid = bounds.Length <= 2 && bounds[0].Length is > 0 and < 6 && bounds.All(b => b.All(char.IsAsciiDigit) && b.Length < 6)
            && (bounds.Length < 2 || bounds[1].Length == 0 || Number(bounds[0]) <= Number(bounds[1]));
        return valid && Repeat($"{{{string.Join(',', bounds)}}}");
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private bool Escape()
    {
        if (at >= pattern.Length)
        {
            return false;
        }

        var c = pattern[at];
        if (c is >= '1' and <= '9')
        {
            return Back();
        }

        var set = Set();
        return set is not null && Atom(set.Length > 2 ? $"[{set}]" : set);
    }

    private bool Back()
    {
        var group = pattern[at++] - '0';
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]) && group * 10 + (pattern[at] - '0') <= Groups)
        {
            group = group * 10 + (pattern[at++] - '0');
        }

        RefersBack = true;
        return closed.Contains(group) && Atom($@"(?:\{group})");
    }

    /// <summary>What follows a backslash, written so that it may stand inside a character class; null where it is no escape.</summary>
    private string? Set()
    {
        var c = pattern[at++];
        return c switch
        {
            'n' or 'r' or 't' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$'
                => "\\" + c,
            'd' => @"\p{Nd}",
            'D' => @"\P{Nd}",
            's' => @" \t\n\r",
            'S' => @"\x00-\x08\x0B\x0C\x0E-\x1F!-\uFFFF",
            'w' => @"\p{L}\p{M}\p{N}\p{S}",
            'W' => @"\p{P}\p{Z}\p{C}",
            'i' => NameStart,
            'c' => NameRest,
            'I' or 'C' => Complement(c),
            'p' or 'P' => Category(c),
            _ => null,
        };
    }

    /// <summary>A complement inside a class cannot be written in .NET, so that it is refused there.</summary>
    private string? Complement(char c) => inClass ? null : $"^{(c == 'I' ? NameStart : NameRest)}";

    private string? Category(char sign)
    {
        var end = pattern.IndexOf('}', at);
        if (at >= pattern.Length || pattern[at] != '{' || end < 0)
        {
            return null;
        }

        var name = pattern[(at + 1)..end];
        at = end + 1;
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $@"\{sign}{{{name}}}" : null;
    }

    /// <summary>A character class with its subtraction, if any. Ends with the bracket that closes it.</summary>
    private bool Class()
    {
        inClass = true;
        var depth = 0;
        var valid = ClassPart(ref depth);
        while (valid && depth > 0)
        {
            valid = ClassPart(ref depth);
        }

        inClass = false;
        repeatable = true;
        return valid;
    }

    private bool ClassPart(ref int depth)
    {
        if (depth == 0)
        {
            depth = 1;
            written.Append('[');
            return Negation() && at < pattern.Length && pattern[at] != ']';
        }

        if (at >= pattern.Length)
        {
            return false;
        }

        var c = pattern[at++];
        switch (c)
        {
            case ']':
                written.Append(']');
                depth--;
                return depth == 0 || (at < pattern.Length && pattern[at] == ']');
            case '-' when at < pattern.Length && pattern[at] == '[':
                at++;
                depth++;
                written.Append("-[");
                return Negation();
            case '[':
                return false;
            case '\\':
                return ClassEscape();
            default:
                written.Append(c is '^' ? "\\^" : c.ToString());
                return true;
        }
    }

    private bool Negation()
    {
        if (at < pattern.Length && pattern[at] == '^')
        {
            written.Append('^');
            at++;
        }

        return true;
    }

    private bool ClassEscape()
    {
        if (at >= pattern.Length || Set() is not { } set)
        {
            return false;
        }

        written.Append(set);
        return true;
    }
}
