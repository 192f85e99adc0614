namespace Workflows.Rules.Feel.Functions;

/// <summary>Two ranges and how their bounds compare; a missing bound lies beyond all values.</summary>
internal sealed record RangePair(FeelRange First, FeelRange Second)
{
    public int StartToStart { get; private init; }

    public int StartToEnd { get; private init; }

    public int EndToStart { get; private init; }

    public int EndToEnd { get; private init; }

    /// <summary>From points or ranges; null where their bounds have no order.</summary>
    public static RangePair? Of(object? first, object? second)
    {
        var (a, b) = (AsRange(first), AsRange(second));
        var starts = Compare(a.Start, -1, b.Start, -1);
        var startToEnd = Compare(a.Start, -1, b.End, 1);
        var endToStart = Compare(a.End, 1, b.Start, -1);
        var ends = Compare(a.End, 1, b.End, 1);
        if (starts is null || startToEnd is null || endToStart is null || ends is null || a.IsComplement || b.IsComplement)
        {
            return null;
        }

        return new RangePair(a, b)
        {
            StartToStart = starts.Value,
            StartToEnd = startToEnd.Value,
            EndToStart = endToStart.Value,
            EndToEnd = ends.Value,
        };
    }

    public RangePair Swapped() => new(Second, First)
    {
        StartToStart = -StartToStart,
        StartToEnd = -EndToStart,
        EndToStart = -StartToEnd,
        EndToEnd = -EndToEnd,
    };

    private static FeelRange AsRange(object? value) => value as FeelRange ?? new FeelRange(value, true, value, true);

    private static int? Compare(object? a, int aBeyond, object? b, int bBeyond) => (a, b) switch
    {
        (null, null) => aBeyond.CompareTo(bBeyond),
        (null, _) => aBeyond,
        (_, null) => -bBeyond,
        _ => FeelValues.Compare(a, b),
    };
}
