namespace Workflows.Host.Outbox;

/// <summary>
/// When an effect that failed is tried again: 1, 2, 4 … seconds later up to ten minutes, spread so that many do not come at once.
/// </summary>
internal static class RetryPlan
{
    /// <summary>So often an effect is tried before a person must look at it: with these pauses over about an hour.</summary>
    public const int MostAttempts = 14;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Where in the spread an attempt lies, from 0 to 1: even over many messages, the same for the same attempt.</summary>
    public static double SpreadOf(string id, int attempts)
    {
        var hash = 2166136261u ^ (uint)attempts;
        foreach (var letter in id)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (hash ^ (hash >> 15)) % 1000 / 1000.0;
    }

    /// <summary>The pause after so many attempts; <paramref name="spread"/> from 0 to 1 moves it within half of it.</summary>
    public static TimeSpan PauseAfter(int attempts, double spread, TimeSpan? notBefore)
    {
        var whole = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(attempts, 20) - 1)));
        var pause = (whole / 2) + (whole / 2 * spread);
        return notBefore > pause ? notBefore.Value : pause;
    }
}
