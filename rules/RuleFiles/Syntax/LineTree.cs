namespace Workflows.Rules.RuleFiles.Syntax;

/// <summary>Puts the lines of a file under each other by their indentation. A walk over the lines with a stack: no recursion.</summary>
internal static class LineTree
{
    private const int DeepestIndent = 200;

    public static IReadOnlyList<SourceLine> Read(SourceText source, Problems problems)
    {
        var roots = new List<SourceLine>();
        var open = new Stack<SourceLine>();
        for (var number = 0; number < source.LineCount; number++)
        {
            if (ReadLine(source, number, problems) is not { } line)
            {
                continue;
            }

            while (open.Count > 0 && open.Peek().Indent >= line.Indent)
            {
                open.Pop();
            }

            if (open.Count > 0)
            {
                open.Peek().Add(line);
            }
            else
            {
                roots.Add(line);
            }

            open.Push(line);
        }

        return roots;
    }

    private static SourceLine? ReadLine(SourceText source, int number, Problems problems)
    {
        var (start, end) = (source.LineStart(number), source.LineEnd(number));
        var first = start;
        var tab = false;
        while (first < end && source.Clean[first] is ' ' or '\t' or '\u3000' or '\uFEFF')
        {
            tab |= source.Clean[first] == '\t';
            first++;
        }

        while (end > first && char.IsWhiteSpace(source.Clean[end - 1]))
        {
            end--;
        }

        if (first >= end)
        {
            return null;
        }

        var indent = first - start;
        if (tab)
        {
            problems.Add("R101", new Span(start, first), SyntaxTexts.Tab);
        }

        if (indent > DeepestIndent)
        {
            problems.Add("R110", new Span(start, first), SyntaxTexts.TooDeep(DeepestIndent));
            indent = DeepestIndent;
        }

        return new SourceLine(number, source.Clean[start] == '\uFEFF' ? indent - 1 : indent, new Span(first, end));
    }
}
