using Workflows.Host.Serving;

namespace Workflows.Host.Waking;

/// <summary>
/// A worker that looks at the store, does what is due, and waits for its signal. A failure of the medium is logged and the work tried
/// again after a pause: what is due stays due.
/// </summary>
internal abstract class WorkerLoop(TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    /// <summary>The longest time without looking, whatever the signals say: another process may have written.</summary>
    protected static TimeSpan LookAnyway { get; } = TimeSpan.FromSeconds(2);

    protected TimeProvider Clock => clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first round.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                log.WorkerFailed(fault, GetType().Name);
                await Task.Delay(PauseAfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does what is due and waits until there may be more.</summary>
    protected abstract Task RoundAsync(CancellationToken stop);
}
