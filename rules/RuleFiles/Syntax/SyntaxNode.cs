namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>
/// Something a rule file says, with its place. Expressions are kept as stretches of text; the checker reads them as FEEL.
/// </summary>
internal abstract record SyntaxNode(Span Span);

/// <summary>A name at its place; empty where the parser had to go on without.</summary>
internal sealed record NameSyntax(string Text, Span Span) : SyntaxNode(Span)
{
    public bool IsMissing => Text.Length == 0;
}

/// <summary>A text for people in one or both languages. Template: the texts as written, with <c>{expression}</c> in them.</summary>
internal sealed record LabelSyntax(string En, Span EnSpan, string? Zh, Span ZhSpan, Span Span) : SyntaxNode(Span)
{
    public LocalText Text => new(En, Zh);
}

/// <summary>A FEEL expression or unary tests.</summary>
internal sealed record ExpressionSyntax(Span Span) : SyntaxNode(Span)
{
    public bool IsMissing => Span.Length == 0;
}

/// <summary>A type: words of FEEL or a fact type's name; <see cref="IsList"/> for <c>list of</c>.</summary>
internal sealed record TypeSyntax(string Name, bool IsList, Span Span) : SyntaxNode(Span);

/// <summary>A name with the expression it gets.</summary>
internal sealed record AssignmentSyntax(NameSyntax Name, ExpressionSyntax Value, LabelSyntax? Template, Span Span) : SyntaxNode(Span);

/// <summary>A whole file.</summary>
internal sealed record FileSyntax(
    SourceText Source,
    IReadOnlyList<SourceLine> Lines,
    HeaderSyntax? Header,
    IReadOnlyList<ItemSyntax> Items,
    IReadOnlyList<Diagnostic> Problems) : SyntaxNode(new Span(0, Source.Text.Length))
{
    private readonly Dictionary<int, Span> _wholes = WholesOf(Lines);

    /// <summary>The stretch over a line and everything that stands below it.</summary>
    public Span WholeOf(Span line) => _wholes.TryGetValue(line.Start, out var whole) ? whole : line;

    public IEnumerable<T> Of<T>()
        where T : ItemSyntax => Items.OfType<T>();

    private static Dictionary<int, Span> WholesOf(IReadOnlyList<SourceLine> lines)
    {
        var wholes = new Dictionary<int, Span>();
        var open = new Stack<SourceLine>(lines);
        while (open.TryPop(out var line))
        {
            wholes[line.Span.Start] = line.Whole;
            foreach (var child in line.Children)
            {
                open.Push(child);
            }
        }

        return wholes;
    }
}

/// <summary>What stands at the beginning of a line without indentation.</summary>
internal abstract record ItemSyntax(NameSyntax Name, LabelSyntax? Label, Span Span) : SyntaxNode(Span);

/// <summary><c>rules name "text"</c></summary>
internal sealed record HeaderSyntax(NameSyntax Name, LabelSyntax? Label, Span Span) : ItemSyntax(Name, Label, Span);

/// <summary><c>use "file"</c></summary>
internal sealed record UseSyntax(NameSyntax Name, Span Span) : ItemSyntax(Name, null, Span);

/// <summary><c>fact Name …</c> with its fields.</summary>
internal sealed record FactSyntax(NameSyntax Name, LabelSyntax? Label, bool IsConcluded, IReadOnlyList<FieldSyntax> Fields, Span Span)
    : ItemSyntax(Name, Label, Span);

/// <summary>A field of a fact type, or a described column of a table.</summary>
internal sealed record FieldSyntax(
    NameSyntax Name, TypeSyntax Type, bool IsKey, ExpressionSyntax? Allowed, string? Unit, LabelSyntax? Label, Span Span)
    : SyntaxNode(Span);

/// <summary><c>parameter name type = default in range "text"</c></summary>
internal sealed record ParameterSyntax(
    NameSyntax Name, TypeSyntax Type, ExpressionSyntax Default, ExpressionSyntax? Allowed, string? Unit, LabelSyntax? Label, Span Span)
    : ItemSyntax(Name, Label, Span);

/// <summary><c>table name policy</c> with its pipe rows.</summary>
internal sealed record TableSyntax(
    NameSyntax Name,
    LabelSyntax? Label,
    NameSyntax Policy,
    IReadOnlyList<FieldSyntax> Columns,
    IReadOnlyList<NameSyntax> Inputs,
    IReadOnlyList<NameSyntax> Outputs,
    IReadOnlyList<RowSyntax> Rows,
    Span Span) : ItemSyntax(Name, Label, Span);

/// <summary>A row: a cell for each column; an <c>otherwise</c> row has no input cells.</summary>
internal sealed record RowSyntax(
    bool IsOtherwise, IReadOnlyList<ExpressionSyntax> Inputs, IReadOnlyList<ExpressionSyntax> Outputs, Span Span)
    : SyntaxNode(Span);
