using System.Globalization;

namespace Workflows.Rules.Feel;

/// <summary>
/// The zone of a time: a fixed offset from UTC (up to 18 hours, to the second), or a zone of the IANA list by its id. Two zones are equal
/// when they are written equally: an id is never equal to an offset.
/// </summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    /// <summary>The largest offset in seconds.</summary>
    public const int MaxOffset = 18 * 3600;

    private readonly TimeZoneInfo? _info;

    private FeelZone(string? id, TimeZoneInfo? info, int offset) => (Id, _info, Offset) = (id, info, offset);

    public static FeelZone Utc { get; } = new(null, null, 0);

    /// <summary>The IANA id, or null for a fixed offset.</summary>
    public string? Id { get; }

    /// <summary>Seconds east of UTC; for a zone with an id its standard offset, which a time without a date has.</summary>
    public int Offset { get; }

    /// <summary>A fixed offset, or null where it is more than 18 hours.</summary>
    public static FeelZone? OfOffset(int seconds) => seconds switch
    {
        0 => Utc,
        >= -MaxOffset and <= MaxOffset => new FeelZone(null, null, seconds),
        _ => null,
    };

    /// <summary>The zone with an IANA id, or null where there is none.</summary>
    public static FeelZone? OfId(string id) =>
        id.Length is > 0 and <= 64 && char.IsAsciiLetter(id[0]) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var info)
            ? new FeelZone(id, info, (int)info.BaseUtcOffset.TotalSeconds) : null;

    /// <summary>
    /// Seconds east of UTC at a local time. In the hour that an autumn change repeats it is the first one's offset; in the hour that a
    /// spring change skips it is the offset before the change.
    /// </summary>
    public int OffsetAt(FeelDate date, long secondOfDay)
    {
        if (_info is null || date.Year is < 1 or > 9998)
        {
            return Offset;
        }

        var local = new DateTime(date.Year, date.Month, date.Day, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(secondOfDay);
        if (_info.IsAmbiguousTime(local))
        {
            return (int)_info.GetAmbiguousTimeOffsets(local).Max().TotalSeconds;
        }

        return (int)_info.GetUtcOffset(_info.IsInvalidTime(local) ? local.AddHours(-1) : local).TotalSeconds;
    }

    /// <summary>Seconds east of UTC at an instant, given as day and second of the day in UTC.</summary>
    public int OffsetAtUtc(FeelDate date, long secondOfDay)
    {
        if (_info is null || date.Year is < 1 or > 9998)
        {
            return Offset;
        }

        var utc = new DateTime(date.Year, date.Month, date.Day, 0, 0, 0, DateTimeKind.Utc).AddSeconds(secondOfDay);
        return (int)_info.GetUtcOffset(utc).TotalSeconds;
    }

    public bool Equals(FeelZone? other) => other is not null && Id == other.Id && Offset == other.Offset;

    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    public override int GetHashCode() => HashCode.Combine(Id, Offset);

    /// <summary>As it is written behind a time: <c>Z</c>, <c>+08:00</c>, <c>@Asia/Shanghai</c>.</summary>
    public override string ToString()
    {
        if (Id is not null)
        {
            return "@" + Id;
        }

        if (Offset == 0)
        {
            return "Z";
        }

        var seconds = Math.Abs(Offset);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(Offset < 0 ? '-' : '+')}{seconds / 3600:00}:{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{seconds % 60:00}");
    }
}
