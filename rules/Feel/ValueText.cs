using System.Globalization;
using System.Text;

namespace Workflows.Rules.Feel;

/// <summary>Values as text, the way <c>string()</c> gives them.</summary>
internal static class ValueText
{
    private const int MostDepth = 64;
    private const int MostLength = 1_000_000;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        decimal number => Number(number),
        bool flag => flag ? "true" : "false",
        IReadOnlyList<object?> or IFeelContext or FeelRange => Composite(value),
        FeelFunction function => function.Name.Length == 0 ? "function" : function.Name,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>A number without trailing zeros and without exponent.</summary>
    public static string Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (!text.Contains('.', StringComparison.Ordinal))
        {
            return text;
        }

        text = text.TrimEnd('0').TrimEnd('.');
        return text is "-0" ? "0" : text;
    }

    /// <summary>A string as FEEL writes it, in quotes.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string Composite(object value)
    {
        var text = new StringBuilder();
        Write(value, text, 0);
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text, int depth)
    {
        if (depth > MostDepth || text.Length > MostLength)
        {
            text.Append('…');
            return;
        }

        switch (value)
        {
            case string s:
                text.Append(Quoted(s));
                break;
            case IReadOnlyList<object?> list:
                WriteList(list, text, depth);
                break;
            case IFeelContext context:
                WriteContext(context, text, depth);
                break;
            case FeelRange range:
                WriteRange(range, text, depth);
                break;
            default:
                text.Append(Of(value));
                break;
        }
    }

    private static void WriteList(IReadOnlyList<object?> list, StringBuilder text, int depth)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? string.Empty : ", ");
            Write(list[i], text, depth + 1);
        }

        text.Append(']');
    }

    private static void WriteContext(IFeelContext context, StringBuilder text, int depth)
    {
        text.Append('{');
        var first = true;
        foreach (var name in context.Names)
        {
            context.TryGet(name, out var value);
            text.Append(first ? string.Empty : ", ").Append(IsPlain(name) ? name : Quoted(name)).Append(": ");
            Write(value, text, depth + 1);
            first = false;
        }

        text.Append('}');
    }

    private static void WriteRange(FeelRange range, StringBuilder text, int depth)
    {
        if (range.Start is null || range.End is null || range.IsComplement)
        {
            var (sign, bound) = range switch
            {
                { IsComplement: true } => ("!=", range.Start),
                { Start: null } => (range.EndIncluded ? "<=" : "<", range.End),
                _ => (range.StartIncluded ? ">=" : ">", range.Start),
            };
            text.Append('(').Append(sign).Append(' ');
            Write(bound, text, depth + 1);
            text.Append(')');
            return;
        }

        text.Append(range.StartIncluded ? '[' : '(');
        Write(range.Start, text, depth + 1);
        text.Append("..");
        Write(range.End, text, depth + 1);
        text.Append(range.EndIncluded ? ']' : ')');
    }

    internal static bool IsPlain(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ' or '?' or '\'');
}
