namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>What follows from a rule: conclusions and effects.</summary>
internal sealed partial class RuleFileParser
{
    private static readonly string[] ActionWords = ["conclude", "raise event", "start workflow", "notify", "for each"];
    private static readonly LocalText InThen = new("below \"then\"", "“then”下面");

    private ActionSyntax? ParseAction(SourceLine line)
    {
        var cursor = new Cursor(_source, line.Span, _problems);
        var (each, list) = ((NameSyntax?)null, (ExpressionSyntax?)null);
        if (cursor.Accept("for"))
        {
            cursor.Expect("each");
            each = cursor.Name();
            cursor.Expect("in");
            list = cursor.Expression("conclude", "raise", "start", "notify");
        }

        var word = cursor.Here;
        cursor.Take();
        switch (word.Word)
        {
            case "conclude":
                return ParseConclude(line, cursor, each, list);
            case "raise":
                cursor.Expect("event");
                return ParseEffect(line, cursor, each, list, EffectVerb.RaiseEvent);
            case "start":
                cursor.Expect("workflow");
                return ParseEffect(line, cursor, each, list, EffectVerb.StartWorkflow);
            case "notify":
                return ParseEffect(line, cursor, each, list, EffectVerb.Notify);
            default:
                UnknownWord("R109", word, InThen, ActionWords);
                return null;
        }
    }

    private ConcludeSyntax ParseConclude(SourceLine line, Cursor cursor, NameSyntax? each, ExpressionSyntax? list)
    {
        var type = cursor.Name();
        cursor.End();
        LabelSyntax? because = null;
        var fields = new List<AssignmentSyntax>();
        foreach (var child in line.Children)
        {
            var field = ParseAssignment(child);
            if (field.Name.Text != "because" || field.Template is null)
            {
                fields.Add(field);
            }
            else if (because is null)
            {
                because = field.Template;
            }
            else
            {
                _problems.Add("R107", field.Name.Span, SyntaxTexts.Twice("because"));
            }
        }

        return new ConcludeSyntax(each, list, type, fields, because, line.Span);
    }

    private EffectSyntax ParseEffect(SourceLine line, Cursor cursor, NameSyntax? each, ExpressionSyntax? list, EffectVerb verb)
    {
        var target = cursor.Rest();
        return new EffectSyntax(each, list, verb, target, [.. line.Children.Select(ParseAssignment)], line.Span);
    }

    private AssignmentSyntax ParseAssignment(SourceLine line)
    {
        var cursor = Whole(line);
        var name = cursor.Name();
        var assignment = ParseValue(name, cursor);
        cursor.End();
        return assignment;
    }

    /// <summary>A value that is one text in quotes, with or without its Chinese twin, is a template; anything else is FEEL.</summary>
    private static AssignmentSyntax ParseValue(NameSyntax name, Cursor cursor)
    {
        var template = cursor.Here.Kind == TokenKind.Text && cursor.TextOf(cursor.Here.Span)[0] == '"'
            && (cursor.KindAhead(1) == TokenKind.End || cursor.Ahead(1, "zh") || cursor.Ahead(1, ","));
        if (!template)
        {
            var value = cursor.Expression(",");
            return new AssignmentSyntax(name, value, null, Span.Over(name.Span, value.Span));
        }

        var label = cursor.Label()!;
        return new AssignmentSyntax(name, new ExpressionSyntax(label.EnSpan), label, Span.Over(name.Span, label.Span));
    }
}
