using Workflows.Engine.Runs;
using Workflows.Host.Waking;

namespace Workflows.Host.Runs;

/// <summary>Carries messages between runs. What nobody waits for yet is looked at again until its time is over.</summary>
internal sealed class DeliveryWorker(RunService runs, Signals signals, TimeProvider clock, ILogger<DeliveryWorker> log)
    : WorkerLoop(clock, log)
{
    protected override async Task RoundAsync(CancellationToken stop)
    {
        await runs.DeliverPendingAsync(cancellation: stop);
        await signals.Deliveries.WaitAsync(LookAnyway, Clock, stop);
    }
}
