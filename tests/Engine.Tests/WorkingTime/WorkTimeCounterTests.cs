using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Workflows.Engine.WorkingTime;

namespace Workflows.Tests.WorkingTime;

public sealed class WorkTimeCounterTests
{
    private static readonly string[] Zones =
        ["+08:00", "-03:30", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];

    // Around the clock changes of 2026 in both halves of the world, and around the new year of the Chinese calendar.
    private static readonly string[] Anchors =
        ["2026-03-06", "2026-03-27", "2026-04-03", "2026-10-02", "2026-10-23", "2026-02-12", "2026-12-30"];

    private static readonly Gen<string> Shift =
        from start in Gen.Int[0, 1439]
        from length in Gen.Int[1, 1439]
        let end = (start + length) % 1440
        select $"{start / 60:00}:{start % 60:00}-{end / 60:00}:{end % 60:00}";

    private static readonly Gen<JsonObject> Calendar =
        from zone in Gen.Int[0, Zones.Length - 1].Select(i => Zones[i])
        from week in Shift.List[0, 3].Array[7]
        from off in Gen.Int[0, 6].List[0, 2]
        from anchor in Gen.Int[0, Anchors.Length - 1].Select(i => Anchors[i])
        select Plan(zone, week, off, anchor);

    private static readonly Gen<(JsonObject Calendar, DateTimeOffset From, int Minutes, List<WorkPause> Pauses)> Question =
        from calendar in Calendar
        from start in Gen.Int[0, 4 * 1440]
        from minutes in Gen.Int[0, 3 * 1440]
        from pauses in (from s in Gen.Int[-600, 4000] from l in Gen.Int[0, 2000] select (s, l)).List[0, 3]
        let anchor = DateTimeOffset.Parse(calendar["special"]![0]!["date"]!.GetValue<string>() + "T00:00Z", CultureInfo.InvariantCulture)
        let at = anchor.AddMinutes(start)
        select (calendar, at, minutes, pauses.Select(p => new WorkPause(at.AddMinutes(p.s), at.AddMinutes(p.s + p.l))).ToList());

    [Fact]
    public void Working_time_between_two_moments_is_what_walking_minute_by_minute_gives() => Question.Sample(
        q =>
        {
            var calendar = Read(q.Calendar);
            var to = q.From.AddMinutes(q.Minutes);
            var count = WorkTimeCounter.Between(calendar, q.From, to, q.Pauses);
            Assert.Equal(Walker(calendar, q.Pauses).Between(q.From, to), count.Counted);
            Assert.Equal(count.Counted, Sum(count));
            Assert.Equal(-count.Counted, WorkTimeCounter.Between(calendar, to, q.From, q.Pauses).Counted);
        },
        iter: 400);

    [Fact]
    public void Moment_after_working_time_is_where_walking_minute_by_minute_arrives() => Question.Sample(
        q =>
        {
            var calendar = Read(q.Calendar);
            var work = TimeSpan.FromMinutes(q.Minutes / 4);
            if (Walker(calendar, q.Pauses).Add(q.From, work, 40) is { } due)
            {
                var count = WorkTimeCounter.Add(calendar, q.From, work, q.Pauses);
                Assert.Equal(due, count.Until);
                Assert.Equal(work, Sum(count));
            }
        },
        iter: 400);

    [Fact]
    public void Open_is_what_the_plan_says_of_the_minute() => Question.Sample(
        q =>
        {
            var calendar = Read(q.Calendar);
            Assert.Equal(Walker(calendar, []).Counts(q.From), calendar.IsOpen(q.From));
        },
        iter: 1000);

    [Fact]
    public void Seconds_and_ticks_are_kept()
    {
        var calendar = Read(JsonNode.Parse("""{"name": "a", "timeZone": "+08:00", "week": {"daily": ["08:00-09:00"]}}""")!);
        var from = new DateTimeOffset(2026, 3, 2, 8, 59, 59, TimeSpan.FromHours(8)).AddTicks(7);
        var due = WorkTimeCounter.Add(calendar, from, TimeSpan.FromSeconds(2)).Until;
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 8, 0, 1, TimeSpan.FromHours(8)).AddTicks(7), due);
    }

    [Fact]
    public void Count_over_many_years_tells_a_bounded_number_of_steps()
    {
        var calendar = Read(JsonNode.Parse("""{"name": "a", "timeZone": "+08:00", "week": {"daily": ["08:00-09:00", "10:00-11:00"]}}""")!);
        var count = WorkTimeCounter.Between(calendar, new(2020, 1, 1, 0, 0, 0, default), new(2030, 1, 1, 0, 0, 0, default));
        Assert.Equal(TimeSpan.FromHours(2 * 3653), count.Counted);
        Assert.Equal(121, count.Steps.Count);
        Assert.Equal(count.Counted, Sum(count));
    }

    private static TimeSpan Sum(WorkCount count) => count.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Counted);

    private static WorkCalendar Read(JsonNode calendar)
    {
        var read = WorkingTimeCorpusTests.Read(calendar);
        Assert.NotNull(read.Calendar);
        return read.Calendar;
    }

    private static MinuteWalker Walker(WorkCalendar calendar, List<WorkPause> pauses)
    {
        var name = calendar.TimeZone;
        var zone = name[0] is '+' or '-'
            ? TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.Parse(name.TrimStart('+'), CultureInfo.InvariantCulture), name, name)
            : TimeZoneInfo.FindSystemTimeZoneById(name);
        return new MinuteWalker(calendar, zone, pauses);
    }

    private static JsonObject Plan(string zone, List<string>[] week, List<int> off, string anchor)
    {
        string[] days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        var plan = new JsonObject();
        foreach (var (index, shifts) in week.Index())
        {
            plan[days[index]] = new JsonArray([.. shifts.Select(s => (JsonNode)s)]);
        }

        // One day must work, or there is no calendar.
        plan["wed"] = new JsonArray("09:00-12:00");
        var first = DateOnly.Parse(anchor, CultureInfo.InvariantCulture);
        var holidays = off.Select(o =>
            new JsonObject { ["name"] = "x", ["date"] = $"{first.AddDays(o):yyyy-MM-dd}", ["isOffDay"] = o % 2 == 0 });
        return new JsonObject
        {
            ["name"] = "random",
            ["timeZone"] = zone,
            ["week"] = plan,
            ["holidays"] = new JsonArray([.. holidays]),
            ["special"] = new JsonArray(new JsonObject { ["name"] = "s", ["date"] = anchor, ["shifts"] = new JsonArray("22:00-03:00") }),
        };
    }
}
