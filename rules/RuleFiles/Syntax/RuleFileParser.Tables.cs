namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Pipe tables: decision tables, and the rows of given facts.</summary>
internal sealed partial class RuleFileParser
{
    /// <summary>The hit policies as rule files write them.</summary>
    public static IReadOnlyList<string> Policies { get; } =
    [
        "unique", "first", "any", "priority", "rule order", "output order", "collect", "collect sum", "collect count", "collect min",
        "collect max",
    ];

    private static readonly LocalText AsPolicy = new("as a hit policy", "（命中策略）");
    private static readonly LocalText TheTable = new("This table", "这张表");

    private TableSyntax ParseTable(SourceLine line, Cursor cursor)
    {
        var name = cursor.Name();
        var label = cursor.Label();
        var policy = ParsePolicy(cursor);
        label ??= cursor.Label();
        cursor.End();
        var columns = line.Children.Where(c => !IsRow(c)).Select(ParseField).ToList();
        var rows = line.Children.Where(IsRow).ToList();
        if (rows.Count < 2)
        {
            LocalText missing = rows.Count == 0 ? new("heading", "标题行") : new("row", "数据行");
            _problems.Add("R106", line.Span, SyntaxTexts.Incomplete(TheTable, missing));
        }

        var (inputs, outputs) = rows.Count == 0 ? ([], []) : ParseHeading(rows[0]);
        var body = rows.Skip(1).Select(r => ParseRow(r, inputs.Count, outputs.Count)).OfType<RowSyntax>().ToList();
        return new TableSyntax(name, label, policy, columns, inputs, outputs, body, line.Span);
    }

    private NameSyntax ParsePolicy(Cursor cursor)
    {
        if (cursor.Here.Kind != TokenKind.Word)
        {
            return new NameSyntax("unique", cursor.Here.Span);
        }

        var first = cursor.Take();
        var (text, span) = (first.Value, first.Span);
        if (cursor.Here.Kind == TokenKind.Word)
        {
            span = Span.Over(span, cursor.Here.Span);
            text += " " + cursor.Take().Value;
        }

        if (!Policies.Contains(text))
        {
            _problems.Add("R109", span, SyntaxTexts.Unknown(text, AsPolicy, NearestName.Of(text, Policies), Policies));
            text = "unique";
        }

        return new NameSyntax(text, span);
    }

    private bool IsRow(SourceLine line) => _source.Clean[line.Span.Start] == '|';

    private (IReadOnlyList<NameSyntax> Inputs, IReadOnlyList<NameSyntax> Outputs) ParseHeading(SourceLine line)
    {
        var (left, right) = Cells(line);
        if (right is null || left.Count == 0 || right.Count == 0)
        {
            _problems.Add("R114", line.Span, SyntaxTexts.RowBeforeHeader);
        }

        return ([.. left.Select(ColumnName)], [.. (right ?? []).Select(ColumnName)]);
    }

    private NameSyntax ColumnName(Span cell)
    {
        var cursor = new Cursor(_source, cell, _problems);
        var name = cursor.Name();
        cursor.End();
        return name;
    }

    private RowSyntax? ParseRow(SourceLine line, int inputs, int outputs)
    {
        var (left, right) = Cells(line);
        var otherwise = left.Count == 1 && _source.Slice(left[0]) == "otherwise";
        var found = (otherwise ? inputs : left.Count) + (right?.Count ?? 0);
        if (right is null || (!otherwise && left.Count != inputs) || right.Count != outputs)
        {
            _problems.Add("R108", line.Span, SyntaxTexts.Cells(found, inputs + outputs));
            return null;
        }

        return new RowSyntax(otherwise, otherwise ? [] : [.. left.Select(Cell)], [.. right.Select(Cell)], line.Span);
    }

    private ExpressionSyntax Cell(Span cell)
    {
        var cursor = new Cursor(_source, cell, _problems);
        return cursor.Rest();
    }

    /// <summary>
    /// The stretches between pipes that stand outside texts and brackets; the right side is null where no double pipe stands.
    /// </summary>
    private (List<Span> Left, List<Span>? Right) Cells(SourceLine line)
    {
        NothingBelow(line);
        var tokens = Tokenizer.Read(_source, line.Span);
        var (left, right) = (new List<Span>(), (List<Span>?)null);
        var start = tokens[0].Span.End;
        for (var i = 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.End && !tokens[i - 1].Is("|"))
            {
                _problems.Add("R115", tokens[i - 1].Span, SyntaxTexts.UnclosedRow);
                (right ?? left).Add(Trim(start, token.Span.Start));
            }

            if (token.Kind != TokenKind.Sign || token.Value is not ("|" or "||"))
            {
                continue;
            }

            (right ?? left).Add(Trim(start, token.Span.Start));
            right ??= token.Value == "||" ? [] : null;
            start = token.Span.End;
        }

        return (left, right);
    }

    private Span Trim(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_source.Clean[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(_source.Clean[end - 1]))
        {
            end--;
        }

        return new Span(start, end);
    }
}
