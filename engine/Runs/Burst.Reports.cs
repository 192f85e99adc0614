using Workflows.Engine.Activities;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <content>What the host reports of a run that did not move: an effect that was given up, a silence.</content>
internal sealed partial class Burst
{
    // The activity stands still with its bookmark: the same effect sent again goes on here, with the same key.
    private Diagnostic? LoseEffect(EffectLostInput lost)
    {
        var incident = RunService.IncidentOfEffect(lost.EffectId);
        if (State.Incidents.ContainsKey(incident))
        {
            return RunProblems.BookmarkGone();
        }

        var text = RunProblems.GivenUp(lost.Why);
        if (lost.BookmarkId is null)
        {
            Emit(new IncidentRaised(incident, RunProblems.EffectLost, text));
            return null;
        }

        if (!State.Bookmarks.TryGetValue(lost.BookmarkId, out var bookmark)
            || !State.Instances.TryGetValue(bookmark.Instance, out var instance))
        {
            return RunProblems.BookmarkGone();
        }

        Emit(new Faulted(instance.Id, incident, RunProblems.EffectLost, text));
        if (NodeOf(instance) is { } node)
        {
            HandOver(instance, incident, new ChildFault(node, 0, RunProblems.EffectLost, text));
        }

        return null;
    }

    private Diagnostic? ConfirmEffect(string effectId)
    {
        if (!State.Incidents.ContainsKey(RunService.IncidentOfEffect(effectId)))
        {
            return RunProblems.BookmarkGone();
        }

        Emit(new IncidentResolved(RunService.IncidentOfEffect(effectId), "confirmed"));
        return null;
    }

    private Diagnostic? TellSilence(LocalText why)
    {
        if (State.HasEnded || State.Incidents.Values.Any(incident => incident.Code == RunProblems.Silent))
        {
            return RunProblems.BookmarkGone();
        }

        Emit(new IncidentRaised(State.PeekId(), RunProblems.Silent, why));
        return null;
    }
}
