namespace Workflows.Rules.Feel.Syntax;

/// <summary>An operator in the text.</summary>
internal readonly record struct FoundOperator(int Precedence, int Length, FeelOperator? Operator, string? Word, string? Mistyped = null);

/// <summary>Where reading stands, and what stands there.</summary>
internal sealed partial class FeelParser
{
    private const int LongestKeyword = 9;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "or", "in", "between", "instance", "then", "else", "return", "satisfies", "if", "for", "some", "every", "function",
        "external", "true", "false", "null",
    };

    private const int MostReplaced = 30;
    private int _replaced;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KeywordSpans =
        Keywords.GetAlternateLookup<ReadOnlySpan<char>>();

    private bool IsKeyword(int start, int end) =>
        end - start <= LongestKeyword && KeywordSpans.Contains(_text.AsSpan(start, end - start));

    private bool IsAtEnd()
    {
        Skip();
        return _at >= _text.Length;
    }

    /// <summary>Goes over white space and comments.</summary>
    private void Skip()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF')
            {
                _at++;
            }
            else if (Has("//"))
            {
                var line = _text.IndexOf('\n', _at);
                _at = line < 0 ? _text.Length : line;
            }
            else if (Has("/*"))
            {
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlockComment()
    {
        var close = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            Tell("F103", _at, 2, FeelTexts.Unclosed("comment", "注释", "*/"));
        }

        _at = close < 0 ? _text.Length : close + 2;
    }

    private void Take(int length)
    {
        _at += length;
        _end = _at;
    }

    private bool Has(string sign) => string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0;

    private bool IsAt(char sign)
    {
        Skip();
        return _at < _text.Length && _text[_at] == sign;
    }

    private bool TryTake(char sign)
    {
        if (!IsAt(sign))
        {
            return false;
        }

        Take(1);
        return true;
    }

    private bool IsAtRangeDots()
    {
        Skip();
        return Has("..");
    }

    private bool IsAtWord(string word)
    {
        Skip();
        return Has(word) && !FeelNames.IsPart(_text, _at + word.Length);
    }

    private bool TryTakeWord(string word)
    {
        if (!IsAtWord(word))
        {
            return false;
        }

        Take(word.Length);
        return true;
    }

    private void ExpectWord(string word)
    {
        if (!TryTakeWord(word))
        {
            Tell("F110", _at, 1, FeelTexts.Expected(word, TokenText()));
        }
    }

    /// <summary>Takes a closing sign; where it is missing, says so and goes on as if it stood there.</summary>
    private void Expect(char sign)
    {
        if (TryTake(sign))
        {
            return;
        }

        if (_at < _text.Length && FullWidth(_text[_at]) == sign)
        {
            Tell("F113", _at, 1, FeelTexts.FullWidth(_text[_at], sign));
            Take(1);
        }
        else
        {
            Tell("F104", _at, 1, FeelTexts.Expected(sign.ToString(), TokenText()));
        }
    }

    private FeelSpot SpotFrom(int start) => new(_source, start, Math.Max(0, _end - start));

    private ErrorNode Unread(int start) => new(new FeelSpot(_source, start, 0));

    private void Tell(string code, int start, int length, FeelTold told)
    {
        start = Math.Min(start, _text.Length);
        _problems.Syntax(code, start, Math.Min(length, _text.Length - start), told.Message, told.Next);
    }

    /// <summary>Says what does not belong here. True where it is a full-width sign: it was read as the one that is meant.</summary>
    private bool TellUnexpected()
    {
        var token = TokenText();
        if (token.Length > 0 && FullWidth(token[0]) is { } meant)
        {
            Tell("F113", _at, 1, FeelTexts.FullWidth(token[0], meant));
            return TryReplace(meant);
        }

        Tell("F101", _at, token.Length, FeelTexts.Unexpected(token));
        return false;
    }

    private bool TryReplace(char meant)
    {
        if (_replaced >= MostReplaced)
        {
            return false;
        }

        _replaced++;
        _text = string.Concat(_text.AsSpan(0, _at), [meant], _text.AsSpan(_at + 1));
        return true;
    }

    /// <summary>What stands here, for a message: a word, a number, a text, a sign.</summary>
    private string TokenText()
    {
        Skip();
        var end = TokenEnd(_at);
        var line = _text.AsSpan(_at, end - _at).IndexOf('\n');
        end = line < 0 ? end : _at + line;
        return end - _at > 30 ? string.Concat(_text.AsSpan(_at, 29), "…") : _text[_at..end];
    }

    private int TokenEnd(int at)
    {
        if (at >= _text.Length)
        {
            return at;
        }

        if (_text[at] == '"')
        {
            var close = at + 1;
            while (close < _text.Length && _text[close] != '"')
            {
                close += _text[close] == '\\' ? 2 : 1;
            }

            return Math.Min(_text.Length, close + 1);
        }

        var end = at;
        while (FeelNames.IsPart(_text, end))
        {
            end += char.IsHighSurrogate(_text[end]) ? 2 : 1;
        }

        return end > at ? end : at + (char.IsHighSurrogate(_text[at]) && at + 1 < _text.Length ? 2 : 1);
    }

    private void SkipToken()
    {
        Skip();
        Take(TokenEnd(_at) - _at);
    }

    /// <summary>Says what does not belong here and goes on to one of some signs that closes or divides what is being read.</summary>
    private void Recover(string stops)
    {
        if (TellUnexpected() && stops.Contains(_text[_at], StringComparison.Ordinal))
        {
            return;
        }

        var open = 0;
        while (!IsAtEnd())
        {
            var c = _text[_at];
            if (open == 0 && stops.Contains(c, StringComparison.Ordinal))
            {
                return;
            }

            open += c is '(' or '[' or '{' ? 1 : 0;
            open -= c is ')' or ']' or '}' && open > 0 ? 1 : 0;
            SkipToken();
        }
    }

    private static char? FullWidth(char c) => c switch
    {
        '，' or '、' => ',',
        '。' => '.',
        '“' or '”' or '「' or '」' => '"',
        '（' => '(',
        '）' => ')',
        '【' => '[',
        '】' => ']',
        '；' => ',',
        > '\uFF00' and < '\uFF5F' => (char)(c - 0xFEE0),
        _ => null,
    };

    private FoundOperator? PeekOperator()
    {
        Skip();
        if (_at >= _text.Length)
        {
            return null;
        }

        return _text[_at] switch
        {
            '*' when Has("**") => Sign(6, 2, FeelOperator.Power),
            '*' => Sign(5, 1, FeelOperator.Multiply),
            '/' => Sign(5, 1, FeelOperator.Divide),
            '+' => Sign(4, 1, FeelOperator.Add),
            '-' => Sign(4, 1, FeelOperator.Subtract),
            '=' when Has("==") => Sign(3, 2, FeelOperator.Equal, "=="),
            '=' => Sign(3, 1, FeelOperator.Equal),
            '!' when Has("!=") => Sign(3, 2, FeelOperator.NotEqual),
            '<' when Has("<>") => Sign(3, 2, FeelOperator.NotEqual, "<>"),
            '<' when Has("<=") => Sign(3, 2, FeelOperator.LessOrEqual),
            '<' => Sign(3, 1, FeelOperator.Less),
            '>' when Has(">=") => Sign(3, 2, FeelOperator.GreaterOrEqual),
            '>' => Sign(3, 1, FeelOperator.Greater),
            '≤' => Sign(3, 1, FeelOperator.LessOrEqual, "≤"),
            '≥' => Sign(3, 1, FeelOperator.GreaterOrEqual, "≥"),
            '≠' => Sign(3, 1, FeelOperator.NotEqual, "≠"),
            '&' when Has("&&") => new FoundOperator(2, 2, null, "and", "&&"),
            '|' when Has("||") => new FoundOperator(1, 2, null, "or", "||"),
            _ => PeekWordOperator(),
        };
    }

    private FoundOperator? PeekWordOperator()
    {
        if (IsAtWord("and"))
        {
            return new FoundOperator(2, 3, null, "and");
        }

        if (IsAtWord("or"))
        {
            return new FoundOperator(1, 2, null, "or");
        }

        if (IsAtWord("in"))
        {
            return new FoundOperator(3, 2, null, "in");
        }

        return IsAtWord("between") ? new FoundOperator(3, 7, null, "between") : null;
    }

    private static FoundOperator Sign(int precedence, int length, FeelOperator op, string? mistyped = null) =>
        new(precedence, length, op, null, mistyped);

    private void TellMistyped(FoundOperator found)
    {
        if (found.Mistyped is { } written)
        {
            Tell("F101", _at, written.Length, FeelTexts.OtherSign(written, found.Word ?? found.Operator!.Value.Sign()));
        }
    }
}
