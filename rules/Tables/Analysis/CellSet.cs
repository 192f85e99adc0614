using System.Globalization;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.Tables.Analysis;

/// <summary>The values that a cell takes, read from its text: stretches, or all but them. Null parts: the cell takes everything.</summary>
internal sealed record CellSet(IReadOnlyList<CellPart>? Parts, bool IsNegated)
{
    private static readonly CellSet Everything = new(null, false);

    /// <summary>Reads unary tests over plain values; null for tests that only evaluation can tell.</summary>
    public static CellSet? Read(string? text)
    {
        if (text is null || text.Trim() is "-" or "")
        {
            return Everything;
        }

        var source = new SourceText(string.Empty, text);
        var tokens = Tokenizer.Read(source, new Span(0, text.Length));
        var negated = tokens[0].Is("not") && tokens[1].Is("(") && tokens.Count > 4 && tokens[^2].Is(")");
        var at = negated ? 2 : 0;
        var end = negated ? tokens.Count - 2 : tokens.Count - 1;
        var parts = new List<CellPart>();
        while (at < end)
        {
            if (ReadPart(source, tokens, ref at) is not { } part || (at < end && !tokens[at++].Is(",")))
            {
                return null;
            }

            parts.Add(part);
        }

        return parts.Count == 0 ? null : new CellSet(parts, negated);
    }

    /// <summary>Whether a value lies in it; null only where everything does.</summary>
    public bool Contains(object? value)
    {
        if (Parts is null)
        {
            return true;
        }

        return value is not null && Parts.Any(p => Contains(p, value)) != IsNegated;
    }

    private static bool Contains(CellPart part, object value)
    {
        if (part.Low is not null && part.High is not null && FeelValues.AreEqual(part.Low, part.High) == true)
        {
            return FeelValues.AreEqual(part.Low, value) == true;
        }

        return Fits(part.Low, part.LowIncluded, value, 1) && Fits(part.High, part.HighIncluded, value, -1);
    }

    private static bool Fits(object? end, bool included, object value, int sign) =>
        end is null || (FeelValues.Compare(value, end) is { } order && (order == 0 ? included : Math.Sign(order) == sign));

    private static CellPart? ReadPart(SourceText source, List<Token> tokens, ref int at)
    {
        var first = tokens[at];
        if (first.Kind == TokenKind.Sign && first.Value is "<" or "<=" or ">" or ">=")
        {
            at++;
            var included = first.Value.Length == 2;
            var end = ReadValue(source, tokens, ref at);
            return end is null
                ? null : first.Value[0] == '<' ? new CellPart(null, false, end, included) : new CellPart(end, included, null, false);
        }

        if (first.Is("[") || first.Is("(") || first.Is("]"))
        {
            return ReadRange(source, tokens, ref at);
        }

        return ReadValue(source, tokens, ref at) is { } value ? CellPart.Of(value) : null;
    }

    private static CellPart? ReadRange(SourceText source, List<Token> tokens, ref int at)
    {
        var low = tokens[at++].Is("[");
        if (ReadValue(source, tokens, ref at) is not { } start || !tokens[at++].Is("..")
            || ReadValue(source, tokens, ref at) is not { } end || !(tokens[at].Is("]") || tokens[at].Is(")") || tokens[at].Is("[")))
        {
            return null;
        }

        return new CellPart(start, low, end, tokens[at++].Is("]"));
    }

    private static object? ReadValue(SourceText source, List<Token> tokens, ref int at)
    {
        var negative = tokens[at].Is("-");
        at += negative ? 1 : 0;
        var token = tokens[Math.Min(at, tokens.Count - 1)];
        at++;
        return token.Kind switch
        {
            TokenKind.Number when decimal.TryParse(token.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) =>
                negative ? -number : number,
            TokenKind.Text when !negative && source.Text[token.Span.Start] == '@' =>
                FeelIso.TryAny(token.Value, out var value) ? value : null,
            TokenKind.Text when !negative => token.Value,
            TokenKind.Word when !negative && token.Value is "true" or "false" => token.Value == "true",
            _ => null,
        };
    }
}
