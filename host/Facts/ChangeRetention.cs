using Workflows.Host.Storage;
using Workflows.Host.Waking;

namespace Workflows.Host.Facts;

/// <summary>
/// Forgets which facts changed once all were told who wait for them; without it the notes would only grow. The last one that was told
/// stays: its number says how new the facts are.
/// </summary>
internal sealed class ChangeRetention(SqliteRunStore store, SettingStore remembered)
{
    // Few at a time: the one writer has commits waiting.
    private const int AtOnce = 500;

    /// <summary>Forgets all that nobody needs, in small portions; returns how many.</summary>
    public async Task<int> ForgetAsync(CancellationToken stop)
    {
        var told = remembered.Read<long>(FactWorker.Position);
        var all = 0;
        int portion;
        do
        {
            stop.ThrowIfCancellationRequested();
            portion = await store.ForgetChangesAsync(told, AtOnce);
            all += portion;
        }
        while (portion == AtOnce);

        return all;
    }
}

/// <summary>Looks every hour.</summary>
internal sealed class ChangeRetentionWorker(ChangeRetention changes, TimeProvider clock, ILogger<ChangeRetentionWorker> log)
    : WorkerLoop(clock, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task RoundAsync(CancellationToken stop)
    {
        await changes.ForgetAsync(stop);
        await Task.Delay(Pause, Clock, stop);
    }
}
