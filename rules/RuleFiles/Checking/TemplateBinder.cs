using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Binds the expressions of a text with values in it.</summary>
internal static class TemplateBinder
{
    private static readonly ProblemText NotClosed = new(
        new("This { has no closing }.", "这个 { 没有对应的 }。"),
        new("Put } behind the expression, or write {{ for a brace.", "请在表达式后加上 }；若要写大括号，请写 {{。"));

    public static List<TemplatePiece> Pieces(Problems problems, Span quoted, Func<Span, Formula?> bind)
    {
        var source = problems.Source;
        var pieces = new List<TemplatePiece>();
        foreach (var (span, isValue, isClosed) in TemplateSplit.Read(source, quoted))
        {
            if (!isClosed)
            {
                problems.Add("R121", span, NotClosed);
            }
            else if (isValue && span.Length == 0)
            {
                problems.Add("R113", span, SyntaxTexts.ExpressionMissing);
            }
            else if (!isValue)
            {
                pieces.Add(new TemplatePiece(Tokenizer.Unquote(source.Slice(span)).Replace("{{", "{", StringComparison.Ordinal), null));
            }
            else if (bind(span) is { } value)
            {
                pieces.Add(new TemplatePiece(string.Empty, value));
            }
        }

        return pieces;
    }
}
