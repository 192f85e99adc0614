using System.Globalization;

namespace Workflows.Engine.WorkingTime;

/// <summary>
/// The time zone of a calendar: a fixed offset such as <c>+08:00</c>, or an IANA id such as <c>Asia/Shanghai</c>. A local time that the
/// clocks skip never comes; one that they repeat counts twice.
/// </summary>
internal sealed class WorkZone
{
    private readonly TimeSpan offset;
    private readonly TimeZoneInfo? zone;

    private WorkZone(string name, TimeSpan offset, TimeZoneInfo? zone)
    {
        Name = name;
        this.offset = offset;
        this.zone = zone;
    }

    public string Name { get; }

    public static WorkZone? Find(string name)
    {
        if (name is "Z" or "UTC")
        {
            return new WorkZone(name, TimeSpan.Zero, null);
        }

        if (name.Length > 0 && name[0] is '+' or '-')
        {
            var ok = TimeSpan.TryParseExact(name[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var size) && size.TotalHours <= 14;
            return ok ? new WorkZone(name, name[0] == '-' ? -size : size, null) : null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new WorkZone(name, default, zone) : null;
    }

    public TimeSpan OffsetAt(DateTime utc) => zone is null ? offset : zone.GetUtcOffset(utc);

    public DateTimeOffset Local(DateTime utc)
    {
        var at = OffsetAt(utc);
        return new DateTimeOffset(DateTime.SpecifyKind(utc + at, DateTimeKind.Unspecified), at);
    }

    /// <summary>Adds the moments at which local time lies in [start, end): one stretch, or two where the clocks change.</summary>
    public void Map(DateTime start, DateTime end, List<(DateTime From, DateTime To)> into)
    {
        if (zone is null)
        {
            into.Add((Utc(start - offset), Utc(end - offset)));
            return;
        }

        // No zone is further than 14 hours from UTC, so the stretch lies between these two.
        var first = Utc(start.AddHours(-15));
        var last = Utc(end.AddHours(15));
        var before = zone.GetUtcOffset(first);
        var after = zone.GetUtcOffset(last);
        if (before == after)
        {
            into.Add((Utc(start - before), Utc(end - before)));
            return;
        }

        var change = ChangeBetween(first, last, before);
        Clip(Utc(start - before), Utc(end - before), DateTime.MinValue, change, into);
        Clip(Utc(start - after), Utc(end - after), change, DateTime.MaxValue, into);
    }

    private static void Clip(DateTime from, DateTime to, DateTime least, DateTime most, List<(DateTime From, DateTime To)> into)
    {
        var start = from > least ? from : least;
        var end = to < most ? to : most;
        if (start < end)
        {
            into.Add((start, end));
        }
    }

    private DateTime ChangeBetween(DateTime low, DateTime high, TimeSpan before)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = Utc(low + TimeSpan.FromSeconds(Math.Floor((high - low).TotalSeconds / 2)));
            if (zone!.GetUtcOffset(middle) == before)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
