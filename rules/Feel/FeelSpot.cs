namespace Workflows.Rules.Feel;

/// <summary>The text of an expression and where it stands in a file.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Origin">Where its first character stands; a line of 0 counts places from 1:1.</param>
internal sealed record FeelSource(string Text, SourcePlace Origin)
{
    public SourcePlace PlaceOf(int start, int length)
    {
        start = Math.Clamp(start, 0, Text.Length);
        var (line, lineStart) = (0, 0);
        for (var i = 0; i < start; i++)
        {
            if (Text[i] == '\n')
            {
                (line, lineStart) = (line + 1, i + 1);
            }
        }

        var column = start - lineStart + (line == 0 ? Math.Max(1, Origin.Column) : 1);
        return new SourcePlace(Origin.File, line + Math.Max(1, Origin.Line), column, length);
    }
}

/// <summary>A stretch of an expression's text.</summary>
internal sealed record FeelSpot(FeelSource Source, int Start, int Length)
{
    public int End => Start + Length;

    public SourcePlace Place => Source.PlaceOf(Start, Length);
}
