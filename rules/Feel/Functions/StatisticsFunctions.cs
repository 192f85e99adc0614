using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>One figure of a list, or of any number of arguments.</summary>
internal static class StatisticsFunctions
{
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        Over("min", "The smallest value", "最小值", "c", FeelType.Any, (list, run) => Extreme(list, -1, run)),
        Over("max", "The largest value", "最大值", "c", FeelType.Any, (list, run) => Extreme(list, 1, run)),
        Over("sum", "The sum of numbers or durations", "求和", "n", FeelType.Any, Sum),
        Over("product", "The product of numbers", "乘积", "n", FeelType.Number, (list, run) => Folded(list, 1, (x, y) => x * y, run)),
        Over("mean", "The average of numbers or durations", "平均值", "n", FeelType.Any, Mean),
        Over("median", "The middle number", "中位数", "n", FeelType.Number, Median),
        Over("stddev", "The standard deviation of a sample", "样本标准差", "n", FeelType.Number, Deviation),
        Over("mode", "The numbers that occur most often", "众数", "n", FeelType.ListOf(FeelType.Number), Mode),
        Over("all", "Whether all are true", "是否全部为真", "b", FeelType.Boolean, (list, run) => Logic(list, false, run)),
        Over("any", "Whether at least one is true", "是否至少一个为真", "b", FeelType.Boolean, (list, run) => Logic(list, true, run)),
    ];

    private static BuiltInFunction Over(
        string name, string en, string zh, string each, FeelType result, Func<IReadOnlyList<object?>, FeelRun, object?> body)
    {
        object? Checked(IReadOnlyList<object?> list, FeelRun run) => run.Steps(list.Count) ? body(list, run) : null;
        return new(name, new LocalText(en, zh),
            Of([P("list", FeelType.List)], result, (a, run) => Checked((IReadOnlyList<object?>)a[0]!, run)) with { ResultOf = Elements },
            Of([Nullable(each + "1", FeelType.Any), Rest(each, FeelType.Any)], result,
                (a, run) => Checked([a[0], .. (IReadOnlyList<object?>)a[1]!], run)) with { ResultOf = Joined });

        FeelType Elements(IReadOnlyList<FeelType> types) =>
            result.Kind == FeelKind.Any && types.Count > 0 && types[0] is ListType list ? list.Element : result;

        FeelType Joined(IReadOnlyList<FeelType> types) =>
            result.Kind == FeelKind.Any && types.Count > 0 ? types.Aggregate((x, y) => x.Join(y)) : result;
    }

    private static object? Extreme(IReadOnlyList<object?> list, int sign, FeelRun run)
    {
        var best = list.Count == 0 ? null : list[0];
        foreach (var value in list)
        {
            if (FeelValues.Compare(value, best) is not { } order)
            {
                return run.Null(FunctionReasons.NotComparable);
            }

            best = order * sign > 0 ? value : best;
        }

        return best;
    }

    private static List<decimal>? Numbers(IReadOnlyList<object?> list, FeelRun run)
    {
        var numbers = new List<decimal>(list.Count);
        foreach (var value in list)
        {
            if (value is not decimal number)
            {
                run.Null(FunctionReasons.NotNumbers);
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static object? Folded(IReadOnlyList<object?> list, decimal start, Func<decimal, decimal, decimal> step, FeelRun run)
    {
        if (list.Count == 0 || Numbers(list, run) is not { } numbers)
        {
            return list.Count == 0 ? run.Null(FunctionReasons.Empty) : null;
        }

        try
        {
            return numbers.Aggregate(start, step);
        }
        catch (OverflowException)
        {
            return run.Null(FeelReasons.Overflow);
        }
    }

    private static object? Sum(IReadOnlyList<object?> list, FeelRun run) => list switch
    {
        [] => run.Null(FunctionReasons.Empty),
        [DaysTimeDuration, ..] => Days(list, run) is { } total ? total : null,
        [YearsMonthsDuration, ..] => Months(list, run) is { } total ? total : null,
        _ => Folded(list, 0, (x, y) => x + y, run),
    };

    private static DaysTimeDuration? Days(IReadOnlyList<object?> list, FeelRun run)
    {
        var sum = DaysTimeDuration.Of(0, 0);
        foreach (var value in list)
        {
            if (value is not DaysTimeDuration duration || !sum.TryAdd(duration, out sum))
            {
                run.Null(FunctionReasons.NotNumbers);
                return null;
            }
        }

        return sum;
    }

    private static YearsMonthsDuration? Months(IReadOnlyList<object?> list, FeelRun run)
    {
        decimal sum = 0;
        foreach (var value in list)
        {
            if (value is not YearsMonthsDuration duration)
            {
                run.Null(FunctionReasons.NotNumbers);
                return null;
            }

            sum += duration.Months;
        }

        return YearsMonthsDuration.TryOfMonths(sum, out var total) ? total : null;
    }

    private static object? Mean(IReadOnlyList<object?> list, FeelRun run) => Sum(list, run) switch
    {
        decimal sum => sum / list.Count,
        DaysTimeDuration days => DaysTimeDuration.TryOfSeconds(days.TotalSeconds / list.Count, out var mean) ? mean : null,
        YearsMonthsDuration months => YearsMonthsDuration.TryOfMonths((decimal)months.Months / list.Count, out var mean) ? mean : null,
        _ => null,
    };

    private static object? Median(IReadOnlyList<object?> list, FeelRun run)
    {
        if (Numbers(list, run) is not { Count: > 0 } numbers)
        {
            return null;
        }

        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : Folded([numbers[middle - 1] / 2, numbers[middle] / 2], 0, (x, y) => x + y, run);
    }

    private static object? Deviation(IReadOnlyList<object?> list, FeelRun run)
    {
        if (Numbers(list, run) is not { Count: > 1 } numbers)
        {
            return run.Null(FunctionReasons.NoResult);
        }

        try
        {
            var mean = numbers.Sum() / numbers.Count;
            return DecimalMath.Sqrt(numbers.Sum(n => (n - mean) * (n - mean)) / (numbers.Count - 1));
        }
        catch (OverflowException)
        {
            return run.Null(FeelReasons.Overflow);
        }
    }

    private static object? Mode(IReadOnlyList<object?> list, FeelRun run)
    {
        if (Numbers(list, run) is not { } numbers)
        {
            return null;
        }

        var counts = numbers.GroupBy(n => n).Select(g => (g.Key, Count: g.Count())).ToList();
        var most = counts.Count == 0 ? 0 : counts.Max(c => c.Count);
        return counts.Where(c => c.Count == most).Select(c => c.Key).Order().Select(n => (object?)n).ToArray();
    }

    /// <summary>Whether one is what decides; null where none is and something else than true and false stands there.</summary>
    private static object? Logic(IReadOnlyList<object?> list, bool deciding, FeelRun run)
    {
        if (list.Any(v => v is bool b && b == deciding))
        {
            return FeelValues.Box(deciding);
        }

        return list.All(v => v is bool) ? FeelValues.Box(!deciding) : run.Null(FunctionReasons.NotBooleans);
    }
}
