using Workflows.Host.Live;
using Workflows.Host.Waking;

namespace Workflows.Host.Substitutes;

/// <summary>Tells open pages when a day of the shop begins on which substitutions begin or have ended: nobody does anything then.</summary>
internal sealed class SubstituteWorker(
    Substitutions all, LiveConnections live, ChangeTeller teller, TimeProvider clock, ILogger<SubstituteWorker> log)
    : WorkerLoop(clock, log)
{
    // No shop's day begins more exactly than a minute.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private DateOnly told = all.Today;

    protected override async Task RoundAsync(CancellationToken stop)
    {
        var today = all.Today;
        if (today != told && live.Any)
        {
            foreach (var row in await all.ChangingOnAsync(today))
            {
                SubstituteRoutes.Tell(row.Number, row.Person, row.Substitute, live, teller);
            }
        }

        told = today;
        await Task.Delay(Pause, Clock, stop);
    }
}
