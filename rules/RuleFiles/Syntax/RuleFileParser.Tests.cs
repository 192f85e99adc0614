using System.Globalization;

namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Tests in the file.</summary>
internal sealed partial class RuleFileParser
{
    private static readonly string[] TestWords = ["at", "parameter", "given", "expect"];
    private static readonly LocalText WholeNumber = new("A whole number below two billion", "小于二十亿的整数");
    private static readonly LocalText InTest = new("in a test", "测试里");

    private TestSyntax ParseTest(SourceLine line, Cursor cursor)
    {
        var start = cursor.Here.Span;
        var label = cursor.Label();
        if (label is null)
        {
            cursor.Quoted();
        }

        cursor.End();
        var parts = new TestParts();
        foreach (var child in line.Children)
        {
            ParseTestLine(child, parts);
        }

        if (parts.Expected.Count == 0)
        {
            _problems.Add("R106", line.Span, SyntaxTexts.Incomplete(new("This test", "这个测试"), new("expectation (expect)", "预期（expect）")));
        }

        var name = new NameSyntax(label?.En ?? string.Empty, label?.EnSpan ?? start);
        return new TestSyntax(name, label, parts.At, parts.Parameters, parts.Given, parts.Expected, line.Span);
    }

    private void ParseTestLine(SourceLine line, TestParts parts)
    {
        var cursor = new Cursor(_source, line.Span, _problems);
        var word = cursor.Take();
        switch (word.Word)
        {
            case "at" when parts.At is not null:
                _problems.Add("R107", word.Span, SyntaxTexts.Twice("at"));
                break;
            case "at":
                parts.At = cursor.Rest();
                break;
            case "parameter":
                var name = cursor.Name();
                cursor.Expect("=");
                var value = cursor.Rest();
                parts.Parameters.Add(new AssignmentSyntax(name, value, null, Span.Over(name.Span, value.Span)));
                break;
            case "given":
                parts.Given.Add(ParseGiven(line));
                break;
            case "expect":
                parts.Expected.Add(ParseExpect(line));
                break;
            default:
                UnknownWord("R109", word, InTest, TestWords);
                break;
        }
    }

    private GivenSyntax ParseGiven(SourceLine line)
    {
        var rows = line.Children.Where(IsRow).ToList();
        var cursor = rows.Count > 0 ? new Cursor(_source, line.Span, _problems) : Whole(line);
        cursor.Take();
        ExpressionSyntax? count = cursor.Here.Kind == TokenKind.Number ? new ExpressionSyntax(cursor.Take().Span) : null;
        var type = cursor.Name();
        if (rows.Count == 0)
        {
            return new GivenSyntax(count, type, [Assignments(cursor)], line.Span);
        }

        cursor.End();
        var (names, _) = Cells(rows[0]);
        var fields = names.Select(ColumnName).ToList();
        return new GivenSyntax(count, type, [.. rows.Skip(1).Select(r => GivenRow(r, fields))], line.Span);
    }

    private List<AssignmentSyntax> GivenRow(SourceLine line, List<NameSyntax> fields)
    {
        var (cells, _) = Cells(line);
        if (cells.Count != fields.Count)
        {
            _problems.Add("R108", line.Span, SyntaxTexts.Cells(cells.Count, fields.Count));
        }

        return
        [
            .. cells.Zip(fields)
                .Where(c => _source.Slice(c.First) is not ("" or "-"))
                .Select(c => ParseValue(c.Second, new Cursor(_source, c.First, _problems))),
        ];
    }

    private ExpectSyntax ParseExpect(SourceLine line)
    {
        var cursor = Whole(line);
        cursor.Take();
        int? count = null;
        if (cursor.Accept("no"))
        {
            count = 0;
        }
        else if (cursor.Here.Kind == TokenKind.Number && cursor.KindAhead(1) == TokenKind.Word && !cursor.Ahead(1, "in"))
        {
            count = ParseCount(cursor);
        }

        EffectVerb? verb = cursor.Here.Word switch
        {
            "event" => EffectVerb.RaiseEvent,
            "workflow" => EffectVerb.StartWorkflow,
            "notify" => EffectVerb.Notify,
            _ => null,
        };
        if (verb is not null && cursor.KindAhead(1) == TokenKind.Text)
        {
            cursor.Take();
            return new ExpectCountSyntax(count, verb, cursor.Quoted(), Assignments(cursor), line.Span);
        }

        var isFact = cursor.Here.Kind == TokenKind.Word && cursor.KindAhead(1) is TokenKind.Word or TokenKind.End && !cursor.Ahead(1, "in");
        return count is null && !isFact
            ? new ExpectTrueSyntax(cursor.Rest())
            : new ExpectCountSyntax(count, null, cursor.Name(), Assignments(cursor), line.Span);
    }

    private static int ParseCount(Cursor cursor)
    {
        if (!int.TryParse(cursor.Here.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            cursor.Missing(WholeNumber);
        }

        cursor.Take();
        return count;
    }

    private static List<AssignmentSyntax> Assignments(Cursor cursor)
    {
        var list = new List<AssignmentSyntax>();
        while (!cursor.AtEnd)
        {
            list.Add(ParseValue(cursor.Name(), cursor));
            if (!cursor.AtEnd)
            {
                SkipTo(cursor);
            }
        }

        return list;
    }

    private static void SkipTo(Cursor cursor)
    {
        if (!cursor.Accept(","))
        {
            cursor.Missing(new LocalText("A comma", "逗号"));
            cursor.Take();
        }
    }

    private sealed class TestParts
    {
        public ExpressionSyntax? At { get; set; }

        public List<AssignmentSyntax> Parameters { get; } = [];

        public List<GivenSyntax> Given { get; } = [];

        public List<ExpectSyntax> Expected { get; } = [];
    }
}
