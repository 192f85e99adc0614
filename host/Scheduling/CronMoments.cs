using Cronos;

namespace Workflows.Host.Scheduling;

/// <summary>The moments of a cron expression of five fields, or of six with seconds in front.</summary>
internal static class CronMoments
{
    /// <summary>The first moment after another; null when there is none or the text cannot be read.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="zone">IANA id, an offset such as <c>+08:00</c>, or null for UTC.</param>
    /// <param name="after">The moment before.</param>
    public static DateTimeOffset? Next(string text, string? zone, DateTimeOffset after)
    {
        var format = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard;
        return CronExpression.TryParse(text, format, out var expression) && ZoneOf(zone) is { } known
            ? expression.GetNextOccurrence(after, known)
            : null;
    }

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

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : null;
    }
}
