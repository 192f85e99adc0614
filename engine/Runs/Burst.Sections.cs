using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <content>
/// A section that excludes runs from one another is a run of its own: its bookmarks are the queue, the oldest one is inside. So entering
/// and leaving are commits like all others, in order and exactly once, whatever process they happen in.
/// </content>
internal sealed partial class Burst
{
    private Diagnostic? ChangeSection(SectionInput input) => input.Enters ? EnterSection(input) : LeaveSection(input.Ticket);

    private Diagnostic? EnterSection(SectionInput input)
    {
        if (State.Bookmarks.Values.Any(waiting => waiting.Tag == input.Ticket))
        {
            return RunProblems.BookmarkGone();
        }

        if (State.DefinitionId.Length == 0)
        {
            Emit(new RunStarted(
                RunService.SectionKeeper, RunService.SectionKeeper + ":1", null, null, null, input.Name, null, null, null, false));
        }
        else if (State.HasEnded)
        {
            Emit(new StatusChanged(RunStatus.Running));
        }

        Emit(new BookmarkAdded(State.PeekId(), 0, "turn", input.Name, null, input.Ticket));
        if (State.Bookmarks.Count == 1)
        {
            GiveTurn(input.Ticket);
        }

        return null;
    }

    private Diagnostic? LeaveSection(string ticket)
    {
        var queue = State.Bookmarks.Values.OrderBy(b => b.Id.Length).ThenBy(b => b.Id, StringComparer.Ordinal).ToList();
        var place = queue.FindIndex(waiting => waiting.Tag == ticket);
        if (place < 0)
        {
            return RunProblems.BookmarkGone();
        }

        Emit(new BookmarkCancelled(queue[place].Id));
        if (queue.Count == 1)
        {
            Emit(new StatusChanged(RunStatus.Finished));
        }
        else if (place == 0)
        {
            GiveTurn(queue[1].Tag);
        }

        return null;
    }

    private void GiveTurn(string ticket) => Send(DeliveryKind.Resume, ticket, new MessageDraft());
}
