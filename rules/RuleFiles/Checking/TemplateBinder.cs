using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Binds the expressions of a text with values in it.</summary>
internal static class TemplateBinder
{
    public static List<TemplatePiece> Pieces(SourceText source, Span quoted, Func<Span, Formula?> bind)
    {
        var pieces = new List<TemplatePiece>();
        foreach (var (span, isValue) in TemplateSplit.Read(source, quoted))
        {
            if (!isValue)
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
