using System.Globalization;
using System.Text;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>Numbers, texts, at-literals.</summary>
internal sealed partial class FeelParser
{
    private ConstantNode Number()
    {
        var start = _at;
        var end = Digits(_at);
        if (end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]))
        {
            end = Digits(end + 1);
        }

        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            var digits = end + 1 < _text.Length && _text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            end = Digits(digits) > digits ? Digits(digits) : end;
        }

        Take(end - start);
        var text = _text[start..end];
        if (TryNumber(text, out var number))
        {
            return new ConstantNode(SpotFrom(start), number, FeelType.Number);
        }

        var told = FeelTexts.BadNumber(TokenOf(text));
        _problems.Meaning("F107", SpotFrom(start), told.Message, told.Next);
        return new ConstantNode(SpotFrom(start), null, FeelType.Number);
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);

    private static string TokenOf(string text) => text.Length > 30 ? text[..29] + "…" : text;

    private int Digits(int at)
    {
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
        {
            at++;
        }

        return at;
    }

    private ConstantNode String()
    {
        var start = _at;
        var value = QuotedText();
        return new ConstantNode(SpotFrom(start), value, FeelType.String);
    }

    private ConstantNode AtLiteral()
    {
        var start = _at;
        Take(1);
        var text = QuotedText();
        var spot = SpotFrom(start);
        if (FeelIso.TryAny(text, out var value))
        {
            return new ConstantNode(spot, value, FeelValues.TypeOf(value));
        }

        _problems.Meaning("F109", spot, FeelTexts.BadAtLiteral(TokenOf(text)).Message, FeelTexts.BadAtLiteral(text).Next);
        return new ConstantNode(spot, null, FeelType.Any);
    }

    private string QuotedText()
    {
        var start = _at;
        var value = new StringBuilder();
        var at = _at + 1;
        while (at < _text.Length && _text[at] != '"')
        {
            at = _text[at] == '\\' ? Escape(at, value) : Plain(at, value);
        }

        if (at >= _text.Length)
        {
            Tell("F103", start, _text.Length - start, FeelTexts.Unclosed("text", "字符串", "\""));
        }

        Take(Math.Min(_text.Length, at + 1) - _at);
        return value.ToString();
    }

    private int Plain(int at, StringBuilder value)
    {
        value.Append(_text[at]);
        return at + 1;
    }

    private int Escape(int at, StringBuilder value)
    {
        var c = at + 1 < _text.Length ? _text[at + 1] : '\0';
        var plain = c switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '"' => '"',
            '\'' => '\'',
            '\\' => '\\',
            _ => '\0',
        };
        if (plain != '\0')
        {
            value.Append(plain);
            return at + 2;
        }

        var length = c == 'u' ? 4 : c == 'U' ? 6 : 0;
        if (length > 0 && TryCodePoint(at + 2, length, value))
        {
            return at + 2 + length;
        }

        // Any other backslash stands for itself, so that a pattern needs no second one: "\d+".
        if (length > 0)
        {
            var told = FeelTexts.BadEscape(_text.Substring(at, Math.Min(2 + length, _text.Length - at)));
            _problems.Meaning("F108", new FeelSpot(_source, at, 2), told.Message, told.Next);
        }

        value.Append('\\');
        return at + 1;
    }

    private bool TryCodePoint(int at, int length, StringBuilder value)
    {
        if (at + length > _text.Length
            || !int.TryParse(_text.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            || point > 0x10FFFF)
        {
            return false;
        }

        // Two \u escapes may be the halves of one character.
        _ = Rune.IsValid(point) ? value.Append(new Rune(point).ToString()) : value.Append((char)point);
        return true;
    }
}
