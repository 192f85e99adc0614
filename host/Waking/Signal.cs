namespace Workflows.Host.Waking;

/// <summary>
/// Tells a worker that there may be something to do. Setting it while nobody waits is remembered once; whoever waits looks at the
/// store, which is the truth.
/// </summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource set = Make();

    public void Set() => set.TrySetResult();

    /// <summary>Waits until it is set or the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(set.Task, Task.Delay(atMost, clock, over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
        if (set.Task.IsCompleted)
        {
            set = Make();
        }
    }

    private static TaskCompletionSource Make() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
