using System.Globalization;
using Jint.Runtime;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>The time that scripts see: the moment of the burst, in its offset.</summary>
internal sealed class ScriptClock : ITimeSystem
{
    private readonly DefaultTimeSystem parsing = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

    public DateTimeOffset Now { get; set; }

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => Now.ToUniversalTime();

    public TimeSpan GetUtcOffset(long epochMilliseconds) => Now.Offset;

    public bool TryParse(string date, out long epochMilliseconds) => parsing.TryParse(date, out epochMilliseconds);
}
