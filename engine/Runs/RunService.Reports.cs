using Workflows.Engine.Activities;
using Workflows.Engine.WorkingTime;
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

    /// <summary>
    /// A calendar has changed: counts the run's due times by it again, from the beginning, and moves timers and tasks in the same commit.
    /// It is counted by the one given, so that the reason belongs to it even where it has changed once more meanwhile. Where nothing moves
    /// nothing is written, so it may be repeated at will.
    /// </summary>
    /// <param name="runId">A run that <see cref="CountingByAsync"/> found.</param>
    /// <param name="calendar">The calendar as it has become.</param>
    /// <param name="why">What changed; stands in the history with the former and the new due time.</param>
    /// <param name="actor">Who changed it.</param>
    /// <param name="cancellation">Stops before anything is decided.</param>
    public Task<RunResult> RecountAsync(
        string runId, WorkCalendar calendar, LocalText why, string actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var input = new RecountInput(CountedTime.KeyOf(calendar.Name), why);
        return DecideAsync(new BurstWork(runId, input, actor) { Calendar = calendar }, cancellation);
    }

    /// <summary>
    /// The due times of a run that a calendar would move if it took the place of the one with its name, each with the new arithmetic and
    /// the one move. Nothing is written.
    /// </summary>
    public async Task<IReadOnlyList<RunDeadline>> WouldMoveAsync(
        string runId, WorkCalendar draft, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (await _store.FindRunAsync(runId, cancellation) is not { } head)
        {
            return [];
        }

        var state = RunState.Restore(head);
        var versions = state.Instances.Values.Select(instance => instance.VersionId).Append(state.VersionId);
        var set = await _definitions.LoadAsync(versions, cancellation);
        var burst = new Burst(state, set, _clock.GetUtcNow(), "preview", _options);
        if (burst.Begin(new RecountInput(CountedTime.KeyOf(draft.Name), draft.Label)) is not null)
        {
            return [];
        }

        await DriveAsync(burst, new GivenCalendarSource(_rules, draft), cancellation);
        return RunDeadline.MovedBy(burst.Events, id => state.Instances.GetValueOrDefault(id)?.NodeId, _clock.GetUtcNow());
    }

    /// <summary>The runs that wait for a due time counted by a calendar.</summary>
    public async Task<IReadOnlyList<string>> CountingByAsync(string calendar, CancellationToken cancellation = default)
    {
        var bookmarks = await _store.FindBookmarksAsync(CountedTime.Bookmark, CountedTime.KeyOf(calendar), null, cancellation);
        return [.. bookmarks.Select(bookmark => bookmark.RunId).Distinct()];
    }

    /// <summary>The run should move and does not: an incident, until it moves. Telling it again changes nothing.</summary>
    public Task<RunResult> SilentAsync(string runId, LocalText why, CancellationToken cancellation = default) =>
        DecideAsync(new BurstWork(runId, new SilentInput(why), "watch"), cancellation);
}
