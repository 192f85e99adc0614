using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace Workflows.Engine.Activities.Scheduling;

/// <summary>A cron expression of five fields, or of six with seconds in front, in a time zone. Immutable.</summary>
public sealed class CronSchedule
{
    private const int LongestText = 200;

    private readonly CronExpression expression;
    private readonly TimeZoneInfo zone;

    private CronSchedule(CronExpression expression, TimeZoneInfo zone)
    {
        this.expression = expression;
        this.zone = zone;
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="timeZone">IANA id, an offset such as <c>+08:00</c>, or null for UTC.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(
        string text, string? timeZone, [NotNullWhen(true)] out CronSchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        (schedule, problem) = (null, null);
        var zone = ZoneOf(timeZone);
        if (zone is null)
        {
            problem = $"time zone '{timeZone}' is not known";
            return false;
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            if (text.Length > LongestText)
            {
                throw new CronFormatException("it is too long");
            }

            schedule = new CronSchedule(CronExpression.Parse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard), zone);
            return true;
        }
        catch (CronFormatException e)
        {
            problem = e.Message;
            return false;
        }
    }

    /// <summary>The first moment after <paramref name="after"/>; null when there is none before the year 2100.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => expression.GetNextOccurrence(after, zone);

    private static TimeZoneInfo? ZoneOf(string? name)
    {
        if (string.IsNullOrEmpty(name) || name is "Z" or "UTC")
        {
            return TimeZoneInfo.Utc;
        }

        if (name[0] is '+' or '-')
        {
            return TimeSpan.TryParseExact(name[1..], @"hh\:mm", null, out var size) && size.TotalHours <= 14
                ? TimeZoneInfo.CreateCustomTimeZone(name, name[0] == '-' ? -size : size, name, name)
                : null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }
}
