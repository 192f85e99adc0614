namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>A line that says something, with the lines that stand indented below it.</summary>
internal sealed class SourceLine(int number, int indent, Span span)
{
    private readonly List<SourceLine> _children = [];

    /// <summary>From 0.</summary>
    public int Number { get; } = number;

    public int Indent { get; } = indent;

    /// <summary>What it says, without indentation, comment and trailing blanks.</summary>
    public Span Span { get; } = span;

    public IReadOnlyList<SourceLine> Children => _children;

    /// <summary>The stretch over the line and everything below it.</summary>
    public Span Whole => new(Span.Start, LastEnd());

    public void Add(SourceLine child) => _children.Add(child);

    private int LastEnd()
    {
        var line = this;
        while (line._children.Count > 0)
        {
            line = line._children[^1];
        }

        return line.Span.End;
    }
}
