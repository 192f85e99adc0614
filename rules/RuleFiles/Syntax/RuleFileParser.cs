namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>
/// Reads a rule file. Never throws and never stops: a line it cannot read is reported and left out. The whole grammar, where an indented
/// block is written between INDENT and DEDENT and every statement may go on in lines indented deeper:
/// <code>
/// file       = { comment } header { use | fact | parameter | rule | table | test } ;
/// header     = "rules" name [ label ] ;
/// use        = "use" text ;
/// label      = text [ "zh" text ] ;
/// fact       = "fact" name [ label ] [ "concluded" ] INDENT { field } DEDENT ;
/// field      = name type { "key" | "in" ranges | "one of" choice { "," choice } | "unit" text | label } ;
/// choice     = constant [ "zh" text ] ;
/// type       = [ "list of" ] ( "string" | "text" | "number" | "whole number" | "boolean" | "date" | "time" | "date and time"
///            | "duration" | "days and time duration" | "years and months duration" | "Any" | name-of-a-fact-type ) ;
/// parameter  = "parameter" name type "=" FEEL { "in" ranges | "one of" choice { "," choice } | "unit" text | label } ;
/// rule       = "rule" name [ label ] INDENT { "tags" name { "," name } | "priority" FEEL | "from" FEEL | "until" FEEL }
///              "when" INDENT { condition } DEDENT "then" INDENT { action } DEDENT DEDENT ;
/// condition  = name "is" ( "a" | "an" ) type-name [ "where" FEEL ]
///            | name "is" "every" type-name [ "where" FEEL ] [ "grouped" "by" FEEL { "," FEEL } ]
///            | name "is" "count" "over" type-name [ "where" FEEL ]
///            | name "is" ( "sum" | "min" | "max" | "average" | "distinct" ) "of" FEEL "over" type-name [ "where" FEEL ]
///            | "there" "is" ( "a" | "an" | "no" ) type-name [ "where" FEEL ]
///            | "all" type-name [ "where" FEEL ] "have" FEEL
///            | "let" name "be" FEEL
///            | "either" INDENT { condition } DEDENT { "or" INDENT { condition } DEDENT }
///            | ( "not" | "exists" ) INDENT { condition } DEDENT
///            | "for" "all" INDENT { condition } DEDENT "have" INDENT { condition } DEDENT
///            | FEEL ;
/// action     = [ "for" "each" name "in" FEEL ] ( conclude | effect ) ;
/// conclude   = "conclude" type-name INDENT { name value | "because" label } DEDENT ;
/// effect     = ( "raise" "event" | "start" "workflow" | "notify" ) FEEL INDENT { name value } DEDENT ;
/// value      = FEEL | label with {FEEL} inside ;
/// table      = "table" name [ label ] policy INDENT { field } heading { row } DEDENT ;
/// heading    = "|" name { "|" name } "||" name { "|" name } "|" ;
/// row        = "|" ( "otherwise" | tests { "|" tests } ) "||" FEEL { "|" FEEL } "|" ;
/// policy     = "unique" | "first" | "any" | "priority" | "rule order" | "output order"
///            | "collect" [ "sum" | "count" | "min" | "max" ] ;
/// test       = "test" label INDENT { "at" FEEL | "parameter" name "=" FEEL | given | expect } DEDENT ;
/// given      = "given" [ FEEL ] type-name ( [ name FEEL { "," name FEEL } ] | INDENT heading-of-fields { row } DEDENT ) ;
/// expect     = "expect" ( [ number | "no" ] ( type-name | "event" text | "workflow" text | "notify" text )
///              [ name tests { "," name tests } ] | FEEL ) ;
/// </code>
/// <c>#</c> begins a comment. <c>tests</c> and <c>ranges</c> are FEEL unary tests.
/// </summary>
internal sealed partial class RuleFileParser
{
    private const int LargestFile = 4_000_000;
    private static readonly string[] ItemWords = ["rules", "use", "fact", "parameter", "rule", "table", "test"];
    private static readonly LocalText AtLeft = new("at the beginning of a line", "行首");
    private readonly SourceText _source;
    private readonly Problems _problems;

    private RuleFileParser(SourceText source)
    {
        _source = source;
        _problems = new Problems(source);
    }

    public static FileSyntax Parse(string file, string text)
    {
        var parser = new RuleFileParser(new SourceText(file, text.Length > LargestFile ? string.Empty : text));
        if (text.Length > LargestFile)
        {
            parser._problems.Add("R110", default, SyntaxTexts.TooLarge(LargestFile));
        }

        return parser.ParseFile();
    }

    private FileSyntax ParseFile()
    {
        var lines = LineTree.Read(_source, _problems);
        var items = new List<ItemSyntax>();
        HeaderSyntax? header = null;
        foreach (var line in lines)
        {
            switch (ParseItem(line))
            {
                case HeaderSyntax first when header is null:
                    header = first;
                    break;
                case HeaderSyntax second:
                    _problems.Add("R107", second.Span, SyntaxTexts.TwoHeaders);
                    break;
                case { } item:
                    items.Add(item);
                    break;
                default:
                    break;
            }
        }

        if (header is null)
        {
            _problems.Add("R112", new Span(0, 0), SyntaxTexts.NoHeader);
        }

        return new FileSyntax(_source, lines, header, items, _problems.Found);
    }

    private ItemSyntax? ParseItem(SourceLine line)
    {
        var cursor = new Cursor(_source, line.Span, _problems);
        var word = cursor.Take();
        switch (word.Word)
        {
            case "rules":
                return Alone(line, cursor, new HeaderSyntax(cursor.Name(), cursor.Label(), line.Span));
            case "use":
                return Alone(line, cursor, new UseSyntax(cursor.Quoted(), line.Span));
            case "fact":
                return ParseFact(line, cursor);
            case "parameter":
                return ParseParameter(line);
            case "rule":
                return ParseRule(line, cursor);
            case "table":
                return ParseTable(line, cursor);
            case "test":
                return ParseTest(line, cursor);
            default:
                UnknownWord("R102", word, AtLeft, ItemWords);
                return null;
        }
    }

    private T Alone<T>(SourceLine line, Cursor cursor, T item)
    {
        cursor.End();
        NothingBelow(line);
        return item;
    }

    private void NothingBelow(SourceLine line)
    {
        foreach (var child in line.Children)
        {
            _problems.Add("R105", child.Span, SyntaxTexts.Misplaced);
        }
    }

    private void UnknownWord(string code, Token word, LocalText where, string[] known) =>
        _problems.Add(code, word.Span, SyntaxTexts.Unknown(word.Value, where, NearestName.Of(word.Value, known), known));

    private Cursor Whole(SourceLine line) => new(_source, line.Whole, _problems);
}
