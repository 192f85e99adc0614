using CsCheck;
using Workflows.Rules.Feel;

namespace Workflows.Rules.Tests.Feel;

public sealed class FeelPropertyTests
{
    private static readonly Gen<FeelDate> Date = Gen.Long[-365_000_000_000, 365_000_000_000].Select(n =>
    {
        Assert.True(FeelDate.TryFromDayNumber(Math.Clamp(n, -365_000_000_000, 365_000_000_000), out var date));
        return date;
    });

    private static readonly Gen<DaysTimeDuration> Duration =
        Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Gen.Int[-999_999_999, 999_999_999], (s, n) => DaysTimeDuration.Of(s, n));

    private static readonly Gen<FeelDateTime> Moment =
        Gen.Select(Gen.Int[-2_000_000, 2_000_000], Gen.Long[0, FeelTime.NanosPerDay - 1], Gen.Int[-1080, 1080], (day, nano, minutes) =>
        {
            FeelDate.TryFromDayNumber(day, out var date);
            return new FeelDateTime(date, FeelTime.OfNano(nano, minutes == 0 ? null : FeelZone.OfOffset(minutes * 60)));
        });

    [Fact]
    public void Day_number_and_date_are_each_others_inverse() => Date.Sample(d =>
        FeelDate.TryFromDayNumber(d.DayNumber, out var again) && again == d && d.Weekday is >= 1 and <= 7);

    [Fact]
    public void Date_agrees_with_the_calendar_of_the_base_library() => Gen.Int[0, 3_652_058].Sample(n =>
    {
        var date = DateOnly.FromDayNumber(n);
        var own = FeelDate.Of(date);
        return own.DayNumber == n - 719_162 && own.DayOfYear == date.DayOfYear && own.Weekday % 7 == (int)date.DayOfWeek;
    });

    [Fact]
    public void Written_dates_moments_and_durations_are_read_again()
    {
        Date.Sample(d => FeelIso.TryDate(d.ToString(), out var again) && again == d);
        Moment.Sample(m => FeelIso.TryDateTime(m.ToString(), out var again) && again.IsSame(m));
        Duration.Sample(d => FeelIso.TryDuration(d.ToString(), out var again) && d.Equals(again));
        Gen.Long[-24_000_000_000, 24_000_000_000].Sample(m => YearsMonthsDuration.TryOfMonths(m, out var d)
            && FeelIso.TryDuration(d.ToString(), out var again) && d.Equals(again));
    }

    [Fact]
    public void What_was_added_to_a_moment_lies_between_both() => Gen.Select(Moment, Duration).Sample((m, d) =>
        m.TryAdd(d, out var later) && later.Since(m) == d && later.TryAdd(d.Negate(), out var back) && back.IsSame(m));

    [Fact]
    public void Range_holds_what_its_bounds_say() =>
        Gen.Select(Gen.Int[-20, 20], Gen.Int[-20, 20], Gen.Int[-25, 25], Gen.Bool, Gen.Bool).Sample((a, b, x, start, end) =>
        {
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            var range = $"{(start ? '[' : '(')}{low}..{high}{(end ? ']' : ')')}";
            var inside = (start ? x >= low : x > low) && (end ? x <= high : x < high);
            return Equals(Value($"{x} in {range}"), inside)
                && Equals(Value($"{x} >{(start ? "=" : "")} {low} and {x} <{(end ? "=" : "")} {high}"), inside);
        }, iter: 200);

    [Fact]
    public void Operators_bind_as_the_standard_says() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9]).Sample((a, b, c) =>
            Equals(Value($"{a} + {b} * {c} - {a}"), (decimal)(a + (b * c) - a)) && Equals(Value($"{a} - {b} - {c}"), (decimal)(a - b - c))
            && Equals(Value($"-{a} + {b}"), (decimal)(b - a)), iter: 100);

    [Fact]
    public void Equal_values_have_equal_hashes() => Gen.Select(Gen.Decimal[-1000, 1000], Gen.String[0, 5]).Sample((number, text) =>
    {
        object?[] one = [number, text, FeelContext.Of(("a", number), ("b", text))];
        object?[] other = [number + 0.00m, text, FeelContext.Of(("b", text), ("a", number))];
        return FeelValues.Comparer.Equals(one, other) && FeelValues.Comparer.GetHashCode(one) == FeelValues.Comparer.GetHashCode(other);
    });

    [Fact]
    public void Json_of_a_value_reads_as_the_value() => Gen.Select(Gen.Decimal[-1000, 1000], Gen.String[0, 8], Gen.Bool).Sample((n, s, b) =>
    {
        var value = FeelContext.Of(("数", n), ("text", s), ("list", new object?[] { b, null, FeelContext.Empty }));
        return FeelValues.AreEqual(value, FeelJson.Parse(FeelJson.Text(value))) == true;
    });

    private static object? Value(string text) =>
        FeelExpression.Compile(text, FeelScope.Empty).Expression!.Evaluate([], new FeelRun(FeelCorpus.Now));
}
