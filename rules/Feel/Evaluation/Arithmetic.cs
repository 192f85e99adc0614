using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Arithmetic of any two values (DMN tables 42 to 55).</summary>
internal static class Arithmetic
{
    private const int MostText = 1_000_000;
    private const int TextPerStep = 16;

    public static object? Apply(FeelOperator op, object? left, object? right, FeelRun run, FeelSpot at)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left is decimal a && right is decimal b)
        {
            return Numbers.TryCalculate(op, a, b, out var number, run, at) ? number : null;
        }

        return op switch
        {
            FeelOperator.Add => Add(left, right, run, at),
            FeelOperator.Subtract => Subtract(left, right, run, at),
            FeelOperator.Multiply => Multiply(left, right, run, at),
            FeelOperator.Divide => Divide(left, right, run, at),
            _ => Meaningless(op, left, right, run, at),
        };
    }

    public static object? Negate(object? value, FeelRun run, FeelSpot at) => value switch
    {
        null => null,
        decimal number => -number,
        DaysTimeDuration duration => duration.Negate(),
        YearsMonthsDuration duration => YearsMonthsDuration.TryOfMonths(-duration.Months, out var negated) ? negated : null,
        _ => run.Null(at, FeelReasons.Operand("-", value)),
    };

    /// <summary>A date so much later, by whole days.</summary>
    public static object? Shift(FeelDate date, DaysTimeDuration duration, FeelRun run, FeelSpot? at) =>
        new FeelDateTime(date, default).TryAdd(duration, out var moment) ? moment.Date : run.Null(at, FeelReasons.OutOfRange);

    private static object? Add(object left, object right, FeelRun run, FeelSpot at) => (left, right) switch
    {
        (string a, string b) => Join(a, b, run, at),
        (DaysTimeDuration a, DaysTimeDuration b) => a.TryAdd(b, out var sum) ? sum : run.Null(at, FeelReasons.OutOfRange),
        (YearsMonthsDuration a, YearsMonthsDuration b) => Months(a.Months + (decimal)b.Months, run, at),
        (FeelDateTime a, DaysTimeDuration b) => a.TryAdd(b, out var moment) ? moment : run.Null(at, FeelReasons.OutOfRange),
        (FeelDateTime a, YearsMonthsDuration b) => a.TryAddMonths(b.Months, out var moment) ? moment : run.Null(at, FeelReasons.OutOfRange),
        (FeelDate a, YearsMonthsDuration b) => a.TryAddMonths(b.Months, out var date) ? date : run.Null(at, FeelReasons.OutOfRange),
        (FeelDate a, DaysTimeDuration b) => Shift(a, b, run, at),
        (FeelTime a, DaysTimeDuration b) => a.Add(b),
        (DaysTimeDuration or YearsMonthsDuration, FeelDateTime or FeelDate) => Add(right, left, run, at),
        (DaysTimeDuration, FeelTime) => Add(right, left, run, at),
        _ => Meaningless(FeelOperator.Add, left, right, run, at),
    };

    private static object? Subtract(object left, object right, FeelRun run, FeelSpot at) => (left, right) switch
    {
        (FeelDateTime a, FeelDateTime b) => Since(a, b, run, at),
        (FeelDate a, FeelDate b) => Midnight(a).Since(Midnight(b)),
        (FeelDateTime a, FeelDate b) => Since(a, Midnight(b), run, at),
        (FeelDate a, FeelDateTime b) => Since(Midnight(a), b, run, at),
        (FeelTime a, FeelTime b) => ValueComparison.AreComparable(a.Zone, b.Zone)
            ? DaysTimeDuration.Of(0, a.MomentOfDay - b.MomentOfDay) : run.Null(at, FeelReasons.OneZone),
        (FeelDateTime or FeelDate or FeelTime or DaysTimeDuration, DaysTimeDuration b) => Add(left, b.Negate(), run, at),
        (FeelDateTime or FeelDate or YearsMonthsDuration, YearsMonthsDuration b) when Months(-b.Months, run, at) is { } negated =>
            Add(left, negated, run, at),
        _ => Meaningless(FeelOperator.Subtract, left, right, run, at),
    };

    private static object? Multiply(object left, object right, FeelRun run, FeelSpot at) => (left, right) switch
    {
        (DaysTimeDuration a, decimal b) => Numbers.TryCalculate(FeelOperator.Multiply, a.TotalSeconds, b, out var seconds, run, at)
            ? Days(seconds, run, at) : null,
        (YearsMonthsDuration a, decimal b) => Numbers.TryCalculate(FeelOperator.Multiply, a.Months, b, out var months, run, at)
            ? Months(months, run, at) : null,
        (decimal, DaysTimeDuration or YearsMonthsDuration) => Multiply(right, left, run, at),
        _ => Meaningless(FeelOperator.Multiply, left, right, run, at),
    };

    private static object? Divide(object left, object right, FeelRun run, FeelSpot at)
    {
        var (a, b) = (Amount(left), Amount(right));
        var isMeant = (left, right) is (DaysTimeDuration, decimal or DaysTimeDuration)
            or (YearsMonthsDuration, decimal or YearsMonthsDuration);
        if (!isMeant)
        {
            return Meaningless(FeelOperator.Divide, left, right, run, at);
        }

        if (!Numbers.TryCalculate(FeelOperator.Divide, a, b, out var quotient, run, at))
        {
            return null;
        }

        return (left, right) switch
        {
            (DaysTimeDuration, decimal) => Days(quotient, run, at),
            (YearsMonthsDuration, decimal) => Months(quotient, run, at),
            _ => quotient,
        };
    }

    private static decimal Amount(object value) => value switch
    {
        decimal number => number,
        DaysTimeDuration duration => duration.TotalSeconds,
        YearsMonthsDuration duration => duration.Months,
        _ => 0,
    };

    private static object? Join(string left, string right, FeelRun run, FeelSpot at)
    {
        if (left.Length + right.Length > MostText)
        {
            return run.Null(at, FeelReasons.TooLong);
        }

        return run.Steps((left.Length + right.Length) / TextPerStep) ? left + right : null;
    }

    private static object? Since(FeelDateTime later, FeelDateTime earlier, FeelRun run, FeelSpot at) =>
        ValueComparison.AreComparable(later.Zone, earlier.Zone) ? later.Since(earlier) : run.Null(at, FeelReasons.OneZone);

    private static FeelDateTime Midnight(FeelDate date) => new(date, FeelTime.OfNano(0, FeelZone.Utc));

    private static object? Days(decimal seconds, FeelRun run, FeelSpot at) =>
        DaysTimeDuration.TryOfSeconds(seconds, out var duration) ? duration : run.Null(at, FeelReasons.OutOfRange);

    private static object? Months(decimal months, FeelRun run, FeelSpot at) =>
        YearsMonthsDuration.TryOfMonths(months, out var duration) ? duration : run.Null(at, FeelReasons.OutOfRange);

    private static object? Meaningless(FeelOperator op, object left, object right, FeelRun run, FeelSpot at) =>
        run.Null(at, FeelReasons.Operands(op.Sign(), left, right));
}
