using System.Diagnostics.CodeAnalysis;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>Reads types as FEEL writes them.</summary>
internal sealed class TypeReader(string text, int start, Func<string, FeelType?>? named)
{
    private const int MostDepth = 30;
    private const string Ends = "<>,:(){}[]=";

    private int _at = start;

    /// <summary>Where reading stopped.</summary>
    public int Position => _at;

    /// <summary>The name that is no type, where reading failed because of one.</summary>
    public string? UnknownName { get; private set; }

    /// <summary>Where that name stands.</summary>
    public int UnknownStart { get; private set; }

    public static FeelType? Parse(string text, Func<string, FeelType?>? named)
    {
        var reader = new TypeReader(text, 0, named);
        var type = reader.Read();
        reader.SkipSpace();
        return reader._at == text.Length ? type : null;
    }

    public FeelType? Read(int depth = 0)
    {
        if (depth > MostDepth || !TryWords(out var words, out var begin))
        {
            return null;
        }

        // The longest run of words that names a type; what stands behind it belongs to the expression.
        for (var count = words.Count; count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count).Select(w => w.Text));
            _at = words[count - 1].End;
            if (Named(name, depth) is { } type)
            {
                return type;
            }
        }

        _at = words[0].End;
        (UnknownName, UnknownStart) = (UnknownName ?? words[0].Text, UnknownName is null ? begin : UnknownStart);
        return null;
    }

    private FeelType? Named(string name, int depth) => name switch
    {
        "list" => Element(depth, out var element) ? FeelType.ListOf(element) : null,
        "range" => Element(depth, out var bound) ? FeelType.RangeOf(bound) : null,
        "context" => Context(depth),
        "function" => Function(depth),
        "day-time duration" or "dayTimeDuration" => FeelType.DaysTimeDuration,
        "year-month duration" or "yearMonthDuration" => FeelType.YearsMonthsDuration,
        "dateTime" => FeelType.DateTime,
        _ => named?.Invoke(name) ?? FeelType.Simple.FirstOrDefault(t => t.Name == name),
    };

    private bool Element(int depth, [NotNullWhen(true)] out FeelType? element)
    {
        element = FeelType.Any;
        if (!Sign("<"))
        {
            return true;
        }

        element = Read(depth + 1);
        return element is not null && Sign(">");
    }

    private ContextType? Context(int depth)
    {
        if (!Sign("<"))
        {
            return FeelType.Context;
        }

        var fields = new List<ContextField>();
        do
        {
            SkipSpace();
            var begin = _at;
            while (_at < text.Length && !Ends.Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }

            var name = FeelNames.Normalize(text[begin.._at]);
            if (name.Length == 0 || !Sign(":") || Read(depth + 1) is not { } type)
            {
                return null;
            }

            fields.Add(new ContextField(name, type));
        }
        while (Sign(","));
        return Sign(">") ? FeelType.ContextOf(fields) : null;
    }

    private FunctionType? Function(int depth)
    {
        if (!Sign("<"))
        {
            return FeelType.Function;
        }

        var parameters = new List<FeelType>();
        while (!Sign(">"))
        {
            if ((parameters.Count > 0 && !Sign(",")) || Read(depth + 1) is not { } type)
            {
                return null;
            }

            parameters.Add(type);
        }

        return Sign("->") && Read(depth + 1) is { } result ? FeelType.FunctionOf(parameters, result) : null;
    }

    private bool TryWords(out List<(string Text, int End)> words, out int begin)
    {
        words = [];
        SkipSpace();
        begin = _at;
        for (var at = _at; at < text.Length && FeelNames.IsStart(text, at) && words.Count < 6;)
        {
            var start = at;
            while (FeelNames.IsPart(text, at) || (at > start && IsJoint(at)))
            {
                at += char.IsHighSurrogate(text[at]) ? 2 : 1;
            }

            words.Add((text[start..at], at));
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        return words.Count > 0;
    }

    private bool IsJoint(int at) => at + 1 < text.Length && text[at] is '.' or '-' && FeelNames.IsPart(text, at + 1);

    private bool Sign(string sign)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, _at, sign, 0, sign.Length) != 0)
        {
            return false;
        }

        _at += sign.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }
}
