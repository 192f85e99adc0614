using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Host.Triggers;

/// <summary>
/// Forgets the answers kept for requests with an idempotency key once nobody repeats them any more; without it they would only grow.
/// </summary>
internal sealed class AnswerRetention(SqliteRunStore store, TimeProvider clock)
{
    /// <summary>So long a repetition gets the first answer; after it, the same key counts as a new request.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(30);

    // Few at a time: the one writer has commits waiting.
    private const int AtOnce = 500;

    /// <summary>Forgets all that are too old, in small portions; returns how many.</summary>
    public async Task<int> ForgetAsync(CancellationToken stop)
    {
        var before = clock.GetUtcNow() - Kept;
        var all = 0;
        int portion;
        do
        {
            stop.ThrowIfCancellationRequested();
            portion = await store.ForgetRequestsAsync(before, AtOnce);
            all += portion;
        }
        while (portion == AtOnce);

        return all;
    }
}

/// <summary>Looks every hour.</summary>
internal sealed class AnswerRetentionWorker(AnswerRetention answers, TimeProvider clock, ILogger<AnswerRetentionWorker> log)
    : WorkerLoop(clock, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task RoundAsync(CancellationToken stop)
    {
        await answers.ForgetAsync(stop);
        await Task.Delay(Pause, Clock, stop);
    }
}
