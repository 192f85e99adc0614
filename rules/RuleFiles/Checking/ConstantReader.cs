using System.Globalization;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Reads values that stand in a file as they are: numbers, texts, true and false, and <c>@"…"</c> dates and durations.</summary>
internal sealed class ConstantReader(SourceText source, Problems problems)
{
    private static readonly ProblemText NoConstant = new(
        new("A value is expected here: a number, a text in quotes, true, false or @\"…\".", "这里应当是一个值：数字、带引号的文字、true、false 或 @\"…\"。"),
        new("Write for example 5, \"paid\" or @\"PT24H\".", "例如写成 5、\"paid\" 或 @\"PT24H\"。"));

    private static readonly ProblemText NoRange = new(
        new("A range is expected here.", "这里应当是一个范围。"),
        new("Write for example [0..100], [0..100) or [0..].", "例如写成 [0..100]、[0..100) 或 [0..]。"));

    private static readonly ProblemText NotWhole = new(
        new("Only whole numbers can be allowed of a whole number.", "整数的允许值只能是整数。"),
        new("Write a whole number, or declare a number.", "请写成整数，或将类型声明为 number。"));

    /// <summary>What values of a type are allowed by its name and by what is written behind it; null for all of them.</summary>
    public AllowedValues? ReadAllowed(ExpressionSyntax? syntax, NamedType named)
    {
        var allowed = ReadAllowed(syntax, named.Type is ListType list ? list.Element : named.Type);
        if (!named.IsWhole)
        {
            return allowed;
        }

        var whole = (allowed ?? AllowedValues.WholeNumbers) with { IsWhole = true };
        if (!whole.Choices.Concat(whole.Ranges.SelectMany(r => new[] { r.Low, r.High })).All(whole.Contains))
        {
            problems.Add("R230", syntax!.Span, NotWhole);
        }

        return whole;
    }

    /// <summary><c>one of</c> values, perhaps with their Chinese names, or <c>in</c> ranges; null when they do not read.</summary>
    public AllowedValues? ReadAllowed(ExpressionSyntax? syntax, FeelType type)
    {
        if (syntax is null || syntax.IsMissing)
        {
            return null;
        }

        var tokens = Tokenizer.Read(source, syntax.Span);
        var at = 0;
        var choices = new List<AllowedChoice>();
        var ranges = new List<AllowedRange>();
        do
        {
            var read = IsOpening(tokens[at]) ? ReadRange(tokens, ref at, type, ranges) : ReadChoice(tokens, ref at, type, choices);
            if (!read)
            {
                return null;
            }
        }
        while (tokens[at].Is(",") && at++ >= 0);
        if (tokens[at].Kind != TokenKind.End)
        {
            problems.Add("R118", tokens[at].Span, NoConstant);
            return null;
        }

        var text = ranges.Count > 0 ? source.Slice(syntax.Span) : string.Join(", ", choices.Select(choice => choice.Text));
        return new AllowedValues(text, [.. choices.Select(choice => choice.Value)], ranges)
        {
            Names = choices.Any(choice => choice.Zh is not null)
                ? [.. choices.Select(choice => new LocalText(FactText.Of(choice.Value), choice.Zh ?? FactText.Of(choice.Value)))] : [],
        };
    }

    private bool ReadChoice(List<Token> tokens, ref int at, FeelType type, List<AllowedChoice> choices)
    {
        var start = tokens[at].Span;
        if (ReadValue(tokens, ref at, type) is not { } value)
        {
            return false;
        }

        var text = source.Slice(Span.Over(start, tokens[at - 1].Span));
        string? zh = null;
        if (tokens[at].Is("zh") && tokens[at + 1].Kind == TokenKind.Text)
        {
            zh = tokens[at + 1].Value;
            at += 2;
        }

        choices.Add(new(value, text, zh));
        return true;
    }

    private bool ReadRange(List<Token> tokens, ref int at, FeelType type, List<AllowedRange> ranges)
    {
        var start = tokens[at];
        var lowIncluded = tokens[at++].Is("[");
        object? low = null;
        object? high = null;
        if (!tokens[at].Is("..") && (low = ReadValue(tokens, ref at, type)) is null)
        {
            return false;
        }

        if (!tokens[at].Is(".."))
        {
            problems.Add("R119", start.Span, NoRange);
            return false;
        }

        at++;
        if (!IsClosing(tokens[at]) && (high = ReadValue(tokens, ref at, type)) is null)
        {
            return false;
        }

        if (!IsClosing(tokens[at]) || (low is not null && high is not null && FeelValues.Compare(low, high) is not <= 0))
        {
            problems.Add("R119", start.Span, NoRange);
            return false;
        }

        ranges.Add(new AllowedRange(low, lowIncluded, high, tokens[at++].Is("]")));
        return true;
    }

    private object? ReadValue(List<Token> tokens, ref int at, FeelType type)
    {
        var negative = tokens[at].Is("-");
        var first = negative ? at + 1 : at;
        var token = tokens[Math.Min(first, tokens.Count - 1)];
        var value = ValueOf(token, negative);
        if (value is null)
        {
            problems.Add("R118", tokens[at].Span, NoConstant);
            return null;
        }

        at = first + 1;
        if (!FeelValues.TryConvert(value, type, out var converted))
        {
            problems.Add("R205", token.Span, CheckTexts.WrongType(type.Name, source.Slice(token.Span)));
            return null;
        }

        return converted;
    }

    private object? ValueOf(Token token, bool negative) => token.Kind switch
    {
        TokenKind.Number when decimal.TryParse(token.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            negative ? -number : number,
        TokenKind.Text when !negative => source.Clean[token.Span.Start] == '@' ? At(token.Value) : token.Value,
        TokenKind.Word when !negative => token.Value switch { "true" => true, "false" => false, _ => null },
        _ => null,
    };

    private static object? At(string text) => FeelIso.TryAny(text, out var value) ? value : null;

    private static bool IsOpening(Token token) => token.Is("[") || token.Is("(") || token.Is("]");

    private static bool IsClosing(Token token) => token.Is("]") || token.Is(")") || token.Is("[");

    private sealed record AllowedChoice(object Value, string Text, string? Zh);
}
