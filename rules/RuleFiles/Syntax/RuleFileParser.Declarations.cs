namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Fact types and parameters.</summary>
internal sealed partial class RuleFileParser
{
    private static readonly LocalText InField = new("after a field's type", "字段类型之后");
    private static readonly string[] FieldWords = ["key", "in", "one of", "unit"];
    private static readonly string[] ClauseStarts = ["key", "in", "one", "unit"];

    private FactSyntax ParseFact(SourceLine line, Cursor cursor)
    {
        var name = cursor.Name();
        var label = cursor.Label();
        var concluded = cursor.Accept("concluded");
        label ??= cursor.Label();
        cursor.End();
        var fields = line.Children.Select(ParseField).ToList();
        if (fields.Count == 0)
        {
            _problems.Add("R106", line.Span, SyntaxTexts.Incomplete(new("This fact type", "这个事实类型"), new("field", "字段")));
        }

        return new FactSyntax(name, label, concluded, fields, line.Span);
    }

    private FieldSyntax ParseField(SourceLine line)
    {
        var cursor = Whole(line);
        var name = cursor.Name();
        var type = ParseType(cursor);
        var clauses = ParseClauses(cursor);
        return new FieldSyntax(name, type, clauses.IsKey, clauses.Allowed, clauses.Unit, clauses.Label, line.Span);
    }

    private ParameterSyntax ParseParameter(SourceLine line)
    {
        var cursor = Whole(line);
        cursor.Expect("parameter");
        var name = cursor.Name();
        var type = ParseType(cursor);
        cursor.Expect("=");
        var value = ParseDefault(cursor);
        var clauses = ParseClauses(cursor);
        return new ParameterSyntax(name, type, value, clauses.Allowed, clauses.Unit, clauses.Label, line.Span);
    }

    /// <summary>A default ends where a clause or the parameter's text begins; a text that comes first is the default itself.</summary>
    private static ExpressionSyntax ParseDefault(Cursor cursor)
    {
        if (cursor.Here.Kind != TokenKind.Text)
        {
            return cursor.ExpressionBeforeText("in", "one", "unit");
        }

        var token = cursor.Take();
        return new ExpressionSyntax(token.Span);
    }

    private (bool IsKey, ExpressionSyntax? Allowed, string? Unit, LabelSyntax? Label) ParseClauses(Cursor cursor)
    {
        var (isKey, allowed, unit, label) = (false, (ExpressionSyntax?)null, (string?)null, (LabelSyntax?)null);
        while (!cursor.AtEnd)
        {
            var word = cursor.Here;
            switch (word.Word)
            {
                case var _ when word.Kind == TokenKind.Text && label is null:
                    label = cursor.Label();
                    break;
                case "key" when !isKey:
                    isKey = cursor.Accept("key");
                    break;
                case "in" when allowed is null:
                    cursor.Take();
                    allowed = cursor.ExpressionBeforeText("key", "unit");
                    break;
                case "one" when allowed is null:
                    cursor.Take();
                    cursor.Expect("of");
                    allowed = ParseChoices(cursor);
                    break;
                case "unit" when unit is null:
                    cursor.Take();
                    unit = cursor.Quoted().Text;
                    break;
                default:
                    UnknownClause(cursor, word);
                    return (isKey, allowed, unit, label);
            }
        }

        return (isKey, allowed, unit, label);
    }

    private void UnknownClause(Cursor cursor, Token word)
    {
        if (ClauseStarts.Contains(word.Value) || word.Kind == TokenKind.Text)
        {
            _problems.Add("R107", word.Span, SyntaxTexts.Twice(word.Value));
        }
        else
        {
            UnknownWord("R109", word, InField, FieldWords);
        }

        while (!cursor.AtEnd)
        {
            cursor.Take();
        }
    }

    /// <summary>
    /// Values with commas between, each perhaps with its Chinese name; it ends where no comma follows, so that a text can follow.
    /// </summary>
    private static ExpressionSyntax ParseChoices(Cursor cursor)
    {
        var first = cursor.Here.Span;
        var last = first;
        do
        {
            cursor.Accept("-");
            last = cursor.Here.Span;
            if (cursor.AtEnd)
            {
                cursor.Missing(new LocalText("A value", "值"));
                break;
            }

            cursor.Take();
            last = cursor.Accept("zh") ? cursor.Quoted().Span : last;
        }
        while (cursor.Accept(","));
        return new ExpressionSyntax(Span.Over(first, last));
    }

    private static TypeSyntax ParseType(Cursor cursor)
    {
        var start = cursor.Here.Span;
        var isList = cursor.At("list") && cursor.Ahead(1, "of");
        if (isList)
        {
            cursor.Take();
            cursor.Take();
        }

        var word = cursor.Name();
        var text = word.Text;
        var end = word.Span;
        var more = text switch
        {
            "whole" when cursor.At("number") => 1,
            "date" when cursor.At("and") && cursor.Ahead(1, "time") => 2,
            "days" when cursor.At("and") => 3,
            "years" when cursor.At("and") => 3,
            _ => 0,
        };
        for (; more > 0 && !cursor.AtEnd; more--)
        {
            end = cursor.Here.Span;
            text += " " + cursor.Take().Value;
        }

        return new TypeSyntax(text, isList, new Span(start.Start, Math.Max(start.Start, end.End)));
    }
}
