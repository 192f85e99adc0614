using System.Collections.Concurrent;

namespace Workflows.Host.Triggers;

/// <summary>Counts the requests of each trigger in the running minute, so that one caller's flood does not become everybody's.</summary>
internal sealed class TriggerRates(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (long Minute, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts one request; the seconds to wait when it is one too many, else null.</summary>
    public int? Refusal(string trigger, int most)
    {
        var now = clock.GetUtcNow();
        var minute = now.Ticks / TimeSpan.TicksPerMinute;
        var count = counts.AddOrUpdate(
            trigger, _ => (minute, 1), (_, old) => old.Minute == minute ? (minute, old.Count + 1) : (minute, 1)).Count;
        return count > most ? 60 - now.Second : null;
    }
}
