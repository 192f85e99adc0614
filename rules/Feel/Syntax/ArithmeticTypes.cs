namespace Workflows.Rules.Feel.Syntax;

/// <summary>Which operands arithmetic has a meaning for (DMN tables 42 to 55), and what comes out.</summary>
internal static class ArithmeticTypes
{
    private const FeelKind N = FeelKind.Number;
    private const FeelKind S = FeelKind.String;
    private const FeelKind D = FeelKind.Date;
    private const FeelKind T = FeelKind.Time;
    private const FeelKind M = FeelKind.DateTime;
    private const FeelKind DT = FeelKind.DaysTimeDuration;
    private const FeelKind YM = FeelKind.YearsMonthsDuration;

    private static readonly (FeelKind Left, FeelKind Right, FeelKind Result)[] Sums =
    [
        (N, N, N), (S, S, S), (DT, DT, DT), (YM, YM, YM), (M, YM, M), (YM, M, M), (M, DT, M), (DT, M, M),
        (D, YM, D), (YM, D, D), (D, DT, D), (DT, D, D), (T, DT, T), (DT, T, T),
    ];

    private static readonly (FeelKind Left, FeelKind Right, FeelKind Result)[] Differences =
    [
        (N, N, N), (DT, DT, DT), (YM, YM, YM), (M, M, DT), (D, D, DT), (D, M, DT), (M, D, DT), (T, T, DT),
        (M, YM, M), (M, DT, M), (D, YM, D), (D, DT, D), (T, DT, T),
    ];

    private static readonly (FeelKind Left, FeelKind Right, FeelKind Result)[] Products =
        [(N, N, N), (N, DT, DT), (DT, N, DT), (N, YM, YM), (YM, N, YM)];

    private static readonly (FeelKind Left, FeelKind Right, FeelKind Result)[] Quotients =
        [(N, N, N), (DT, N, DT), (YM, N, YM), (DT, DT, N), (YM, YM, N)];

    private static readonly (FeelKind Left, FeelKind Right, FeelKind Result)[] Powers = [(N, N, N)];

    /// <summary>The type of what comes out: Any where more than one is possible, null where there is no meaning.</summary>
    public static FeelType? Result(FeelOperator op, FeelType left, FeelType right)
    {
        var possible = RowsOf(op).Where(r => Fits(left, r.Left) && Fits(right, r.Right)).Select(r => r.Result).Distinct().ToList();
        return possible.Count switch
        {
            0 => null,
            1 => FeelType.Simple.First(t => t.Kind == possible[0]),
            _ => FeelType.Any,
        };
    }

    private static (FeelKind Left, FeelKind Right, FeelKind Result)[] RowsOf(FeelOperator op) => op switch
    {
        FeelOperator.Add => Sums,
        FeelOperator.Subtract => Differences,
        FeelOperator.Multiply => Products,
        FeelOperator.Divide => Quotients,
        _ => Powers,
    };

    private static bool Fits(FeelType type, FeelKind kind) => type.Kind == kind || type.Kind is FeelKind.Any or FeelKind.Null;
}
