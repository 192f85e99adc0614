using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>
/// How points and ranges lie to each other (DMN 10.3.4.11). A point counts as the range from it to itself, which makes every form of a
/// function one formula.
/// </summary>
internal static class RangeFunctions
{
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("before", new LocalText("Whether one lies wholly before the other", "是否完全在另一个之前"), [.. Forms(Before)]),
        new("after", new LocalText("Whether one lies wholly after the other", "是否完全在另一个之后"), [.. Forms(p => Before(p.Swapped()))]),
        new("meets", new LocalText("Whether a range ends where the other begins", "是否恰在另一区间开始处结束"), Ranges(Meets)),
        new("met by", new LocalText("Whether a range begins where the other ends", "是否恰在另一区间结束处开始"), Ranges(p => Meets(p.Swapped()))),
        new("overlaps", new LocalText("Whether two ranges share something", "两个区间是否重叠"), Ranges(Overlaps)),
        new("overlaps before", new LocalText("Whether a range begins before the other and ends in it", "是否在另一区间之前开始并在其中结束"),
            Ranges(OverlapsBefore)),
        new("overlaps after", new LocalText("Whether a range begins in the other and ends after it", "是否在另一区间中开始并在其后结束"),
            Ranges(p => OverlapsBefore(p.Swapped()))),
        new("finishes", new LocalText("Whether one lies in a range and ends with it", "是否与区间同时结束"),
            PointInRange(Finishes), Ranges(Finishes)),
        new("finished by", new LocalText("Whether the other lies in a range and ends with it", "区间是否被另一个结束"),
            RangeOfPoint(p => Finishes(p.Swapped())), Ranges(p => Finishes(p.Swapped()))),
        new("includes", new LocalText("Whether a range holds the other", "区间是否包含另一个"), RangeOfPoint(Includes), Ranges(Includes)),
        new("during", new LocalText("Whether one lies in a range", "是否位于区间内"),
            PointInRange(p => Includes(p.Swapped())), Ranges(p => Includes(p.Swapped()))),
        new("starts", new LocalText("Whether one lies in a range and begins with it", "是否与区间同时开始"), PointInRange(Starts), Ranges(Starts)),
        new("started by", new LocalText("Whether the other lies in a range and begins with it", "区间是否被另一个开始"),
            RangeOfPoint(p => Starts(p.Swapped())), Ranges(p => Starts(p.Swapped()))),
        new("coincides", new LocalText("Whether both are the same", "两者是否重合"), Ranges(Coincides), Points(Coincides)),
    ];

    private static IEnumerable<FunctionVariant> Forms(Func<RangePair, bool> test) =>
        [Ranges(test), RangeOfPoint(test), PointInRange(test), Points(test)];

    private static FunctionVariant Ranges(Func<RangePair, bool> test) =>
        Relation(P("range1", FeelType.Range), P("range2", FeelType.Range), test);

    private static FunctionVariant RangeOfPoint(Func<RangePair, bool> test) =>
        Relation(P("range", FeelType.Range), P("point", FeelType.Any), test);

    private static FunctionVariant PointInRange(Func<RangePair, bool> test) =>
        Relation(P("point", FeelType.Any), P("range", FeelType.Range), test);

    private static FunctionVariant Points(Func<RangePair, bool> test) =>
        Relation(P("point1", FeelType.Any), P("point2", FeelType.Any), test);

    private static FunctionVariant Relation(FeelParameter first, FeelParameter second, Func<RangePair, bool> test) =>
        Of([first, second], FeelType.Boolean, (a, run) =>
            RangePair.Of(a[0], a[1]) is { } pair ? FeelValues.Box(test(pair)) : run.Null(FunctionReasons.NotComparable));

    private static bool Before(RangePair p) =>
        p.EndToStart < 0 || (p.EndToStart == 0 && !(p.First.EndIncluded && p.Second.StartIncluded));

    private static bool Meets(RangePair p) => p.EndToStart == 0 && p.First.EndIncluded && p.Second.StartIncluded;

    private static bool Overlaps(RangePair p) => Reaches(p) && Reaches(p.Swapped());

    /// <summary>Whether the first one's end is in or beyond the second one's beginning.</summary>
    private static bool Reaches(RangePair p) =>
        p.EndToStart > 0 || (p.EndToStart == 0 && p.First.EndIncluded && p.Second.StartIncluded);

    private static bool OverlapsBefore(RangePair p) => Reaches(p) && EndsWithin(p)
        && (p.StartToStart < 0 || (p.StartToStart == 0 && p.First.StartIncluded && !p.Second.StartIncluded));

    private static bool EndsWithin(RangePair p) =>
        p.EndToEnd < 0 || (p.EndToEnd == 0 && (!p.First.EndIncluded || p.Second.EndIncluded));

    private static bool StartsWithin(RangePair p) =>
        p.StartToStart > 0 || (p.StartToStart == 0 && (!p.First.StartIncluded || p.Second.StartIncluded));

    private static bool Finishes(RangePair p) =>
        p.EndToEnd == 0 && p.First.EndIncluded == p.Second.EndIncluded && StartsWithin(p);

    private static bool Starts(RangePair p) =>
        p.StartToStart == 0 && p.First.StartIncluded == p.Second.StartIncluded && EndsWithin(p);

    private static bool Includes(RangePair p) => StartsWithin(p.Swapped()) && EndsWithin(p.Swapped());

    private static bool Coincides(RangePair p) => p.StartToStart == 0 && p.EndToEnd == 0
        && p.First.StartIncluded == p.Second.StartIncluded && p.First.EndIncluded == p.Second.EndIncluded;
}
