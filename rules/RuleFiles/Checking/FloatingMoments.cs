using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>
/// Finds moments that are written without an offset. Nobody who writes what the clock on the wall shows means one that compares with
/// none, or UTC.
/// </summary>
internal static class FloatingMoments
{
    public static void Warn(Problems problems, Span span)
    {
        var source = problems.Source;
        foreach (var token in Tokenizer.Read(source, span).Where(t => t.Kind == TokenKind.Text && source.Clean[t.Span.Start] == '@'))
        {
            if (FeelIso.TryAny(token.Value, out var value) && value is FeelDateTime { Time.Zone: null })
            {
                problems.Add("R228", token.Span, ExpressionTexts.FloatingMoment(token.Value), Severity.Warning);
            }
        }
    }
}
