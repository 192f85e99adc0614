namespace Workflows.Host.Outbox;

/// <summary>
/// When an effect that failed is tried again: 1, 2, 4 … seconds later up to ten minutes, spread so that many do not come at once.
/// </summary>
internal static class RetryPlan
{
    /// <summary>So often an effect is tried before a person must look at it: with these pauses over about an hour.</summary>
    public const int MostAttempts = 14;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The pause after so many attempts; <paramref name="spread"/> from 0 to 1 moves it within half of it.</summary>
    public static TimeSpan PauseAfter(int attempts, double spread, TimeSpan? notBefore)
    {
        var whole = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(attempts, 20) - 1)));
        var pause = (whole / 2) + (whole / 2 * spread);
        return notBefore > pause ? notBefore.Value : pause;
    }
}
