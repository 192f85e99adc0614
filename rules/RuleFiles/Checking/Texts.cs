using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Whether what people read has its text in both languages.</summary>
internal static class Texts
{
    public static ProblemText NoChinese { get; } = new(
        new("This text has no Chinese.", "这段文字没有中文。"), new("Put zh \"…\" behind it.", "请在后面加上 zh \"…\"。"));

    public static ProblemText NoText { get; } = new(
        new("It has no text for people.", "这里没有给人看的文字。"),
        new("Put a text behind its name: \"Text\" zh \"文字\".", "请在名称后面加上 \"Text\" zh \"文字\"。"));

    public static void Check(LabelSyntax? label, NameSyntax name, Problems problems)
    {
        if (label is null && !name.IsMissing)
        {
            problems.Add("R210", name.Span, NoText, Severity.Warning);
        }
        else if (label is { Zh: null })
        {
            problems.Add("R210", label.EnSpan, NoChinese, Severity.Warning);
        }
    }
}
