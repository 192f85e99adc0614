using System.Globalization;
using System.Text;

namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Cuts a stretch of the clean text into tokens. Knows just enough of FEEL to find where an expression ends.</summary>
internal static class Tokenizer
{
    private static readonly string[] Signs = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    public static List<Token> Read(SourceText source, Span span)
    {
        var tokens = new List<Token>();
        var at = span.Start;
        while (true)
        {
            var start = SkipBlanks(source.Clean, at, span.End);
            if (start >= span.End)
            {
                tokens.Add(new Token(TokenKind.End, new Span(span.End, span.End), string.Empty, start > at));
                return tokens;
            }

            var token = Next(source.Clean, start, span.End, start > at);
            tokens.Add(token);
            at = token.Span.End;
        }
    }

    /// <summary>The first token of a stretch that does not begin with blanks.</summary>
    public static Token First(SourceText source, Span span) => Next(source.Clean, span.Start, span.End, false);

    /// <summary>The value of a text token: its escapes read. A backslash before anything unknown stays as it is.</summary>
    public static string Unquote(string quoted)
    {
        if (!quoted.Contains('\\'))
        {
            return quoted;
        }

        var text = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != '\\' || i + 1 == quoted.Length)
            {
                text.Append(quoted[i]);
                continue;
            }

            i++;
            text.Append(quoted[i] switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                '"' => "\"",
                '\\' => "\\",
                'u' when Hex(quoted, i + 1) is { } code => Skip(ref i, code),
                var other => "\\" + other,
            });
        }

        return text.ToString();
    }

    private static string Skip(ref int i, char code)
    {
        i += 4;
        return code.ToString();
    }

    private static char? Hex(string text, int at) =>
        at + 4 <= text.Length
        && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;

    private static Token Next(string text, int start, int limit, bool space)
    {
        var first = text[start];
        if (first == '"' || (first == '@' && start + 1 < limit && text[start + 1] == '"'))
        {
            return ReadText(text, start, limit, space);
        }

        if (IsWordStart(first))
        {
            return Make(TokenKind.Word, text, start, EndOf(text, start, limit, IsWordPart), space);
        }

        if (char.IsAsciiDigit(first))
        {
            return Make(TokenKind.Number, text, start, EndOfNumber(text, start, limit), space);
        }

        var pair = start + 1 < limit ? PairOf(first, text[start + 1]) : null;
        return pair is not null
            ? new Token(TokenKind.Sign, new Span(start, start + 2), pair, space)
            : new Token(TokenKind.Sign, new Span(start, start + 1), first < Signs.Length ? Signs[first] : first.ToString(), space);
    }

    private static string? PairOf(char first, char second) => (first, second) switch
    {
        ('|', '|') => "||",
        ('<', '=') => "<=",
        ('>', '=') => ">=",
        ('!', '=') => "!=",
        ('.', '.') => "..",
        ('*', '*') => "**",
        ('-', '>') => "->",
        _ => null,
    };

    private static Token Make(TokenKind kind, string text, int start, int end, bool space) =>
        new(kind, new Span(start, end), text[start..end], space);

    private static Token ReadText(string text, int start, int limit, bool space)
    {
        var open = text[start] == '@' ? start + 2 : start + 1;
        var i = open;
        while (i < limit && text[i] is not ('"' or '\n'))
        {
            i += text[i] == '\\' && i + 1 < limit && text[i + 1] != '\n' ? 2 : 1;
        }

        i = Math.Min(i, limit);
        var closed = i < limit && text[i] == '"';
        return new Token(TokenKind.Text, new Span(start, closed ? i + 1 : i), Unquote(text[open..i]), space, closed);
    }

    private static int SkipBlanks(string text, int at, int limit)
    {
        while (at < limit && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
        {
            at++;
        }

        return at;
    }

    private static int EndOf(string text, int at, int limit, Func<char, bool> part)
    {
        while (at < limit && part(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOfNumber(string text, int at, int limit)
    {
        at = EndOf(text, at, limit, char.IsAsciiDigit);
        return at + 1 < limit && text[at] == '.' && char.IsAsciiDigit(text[at + 1]) ? EndOf(text, at + 1, limit, char.IsAsciiDigit) : at;
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || char.IsLetter(c) || c == '_' || char.IsSurrogate(c);

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
