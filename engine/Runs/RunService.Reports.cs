using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <content>What the host tells runs about what it could not do for them.</content>
public sealed partial class RunService
{
    /// <summary>The id of the incident that an effect was given up.</summary>
    public static string IncidentOfEffect(string effectId) => effectId + ".given-up";

    /// <summary>
    /// An effect was given up: an incident of the run, until the same effect is sent again and answered or the activity is skipped.
    /// Telling it again changes nothing.
    /// </summary>
    public Task<RunResult> EffectGivenUpAsync(
        string runId, string effectId, string? bookmarkId, string why, CancellationToken cancellation = default) =>
        DecideAsync(new BurstWork(runId, new EffectLostInput(effectId, bookmarkId, why), "outbox"), cancellation);

    /// <summary>An effect that nobody waits for succeeded after it had been given up: its incident is over.</summary>
    public Task<RunResult> EffectConfirmedAsync(string runId, string effectId, CancellationToken cancellation = default) =>
        DecideAsync(new BurstWork(runId, new EffectConfirmedInput(effectId), "outbox"), cancellation);

    /// <summary>The run should move and does not: an incident, until it moves. Telling it again changes nothing.</summary>
    public Task<RunResult> SilentAsync(string runId, LocalText why, CancellationToken cancellation = default) =>
        DecideAsync(new BurstWork(runId, new SilentInput(why), "watch"), cancellation);
}
