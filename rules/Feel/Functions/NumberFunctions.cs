using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Arithmetic beyond the operators.</summary>
internal static class NumberFunctions
{
    private static readonly FeelParameter N = P("n", FeelType.Number);
    private static readonly FeelParameter Number = P("number", FeelType.Number);
    private static readonly FeelParameter Scale = P("scale", FeelType.Number);

    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        Rounding("decimal", "Rounds to a number of digits, halves to the even digit", "四舍六入五成双到指定位数",
            (n, scale) => DecimalMath.Round(n, scale, MidpointRounding.ToEven)),
        Rounding("floor", "The next number below, of so many digits", "向下取整到指定位数",
            (n, scale) => DecimalMath.Round(n, scale, MidpointRounding.ToNegativeInfinity), scaleMayLack: true),
        Rounding("ceiling", "The next number above, of so many digits", "向上取整到指定位数",
            (n, scale) => DecimalMath.Round(n, scale, MidpointRounding.ToPositiveInfinity), scaleMayLack: true),
        Rounding("round up", "Rounds away from nought", "远离零舍入",
            (n, scale) => DecimalMath.Round(n, scale, n < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity)),
        Rounding("round down", "Rounds towards nought", "向零舍入",
            (n, scale) => DecimalMath.Round(n, scale, MidpointRounding.ToZero)),
        Rounding("round half up", "Rounds to the nearest, halves away from nought", "四舍五入",
            (n, scale) => DecimalMath.Round(n, scale, MidpointRounding.AwayFromZero)),
        Rounding("round half down", "Rounds to the nearest, halves towards nought", "五舍六入", DecimalMath.RoundHalfDown),
        new("abs", new LocalText("The value without its sign", "绝对值"),
            Of([N], FeelType.Number, (a, _) => Math.Abs((decimal)a[0]!)),
            Of([P("n", FeelType.DaysTimeDuration)], FeelType.DaysTimeDuration, (a, _) => Abs((DaysTimeDuration)a[0]!)),
            Of([P("n", FeelType.YearsMonthsDuration)], FeelType.YearsMonthsDuration, (a, run) => Abs((YearsMonthsDuration)a[0]!, run))),
        new("modulo", new LocalText("What is left of a division, with the sign of the divisor", "取模，符号与除数相同"),
            Of([P("dividend", FeelType.Number), P("divisor", FeelType.Number)], FeelType.Number,
                (a, run) => Modulo((decimal)a[0]!, (decimal)a[1]!, run))),
        new("sqrt", new LocalText("The square root", "平方根"),
            Of([Number], FeelType.Number, (a, run) => Known(DecimalMath.Sqrt((decimal)a[0]!), run))),
        new("log", new LocalText("The natural logarithm", "自然对数"),
            Of([Number], FeelType.Number, (a, run) => Known(DecimalMath.Ln((decimal)a[0]!), run))),
        new("exp", new LocalText("e to the power of a number", "e 的幂"),
            Of([Number], FeelType.Number, (a, run) => Known(DecimalMath.Exp((decimal)a[0]!), run))),
        new("odd", new LocalText("Whether a number is odd", "是否为奇数"),
            Of([Number], FeelType.Boolean, (a, _) => FeelValues.Box(Math.Abs((decimal)a[0]! % 2) == 1))),
        new("even", new LocalText("Whether a number is even", "是否为偶数"),
            Of([Number], FeelType.Boolean, (a, _) => FeelValues.Box((decimal)a[0]! % 2 == 0))),
    ];

    private static BuiltInFunction Rounding(
        string name, string en, string zh, Func<decimal, decimal, decimal?> round, bool scaleMayLack = false)
    {
        var scaled = Of([N, Scale], FeelType.Number, (a, run) => Known(round((decimal)a[0]!, (decimal)a[1]!), run));
        var whole = Of([N], FeelType.Number, (a, run) => Known(round((decimal)a[0]!, 0), run));
        return scaleMayLack ? new(name, new LocalText(en, zh), whole, scaled) : new(name, new LocalText(en, zh), scaled);
    }

    private static object? Known(decimal? value, FeelRun run) => value is { } known ? known : run.Null(FunctionReasons.NoResult);

    private static DaysTimeDuration Abs(DaysTimeDuration duration) => duration.IsNegative ? duration.Negate() : duration;

    private static object? Abs(YearsMonthsDuration duration, FeelRun run) =>
        YearsMonthsDuration.TryOfMonths(Math.Abs(duration.Months), out var positive) ? positive : run.Null(FunctionReasons.NoResult);

    private static object? Modulo(decimal dividend, decimal divisor, FeelRun run)
    {
        if (divisor == 0)
        {
            return run.Null(FeelReasons.DivisionByZero);
        }

        var rest = dividend % divisor;
        return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
    }
}
