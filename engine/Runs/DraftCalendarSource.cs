using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Engine.WorkingTime;

namespace Workflows.Engine.Runs;

/// <summary>Answers as ever, but counts by a calendar that is not in force yet where the one of its name is asked for.</summary>
internal sealed class DraftCalendarSource(IRuleSource ordinary, WorkCalendar draft) : IRuleSource
{
    public ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default) =>
        query is WorkingTimeQuery time && CountedTime.KeyOf(time.Calendar) == CountedTime.KeyOf(draft.Name)
            ? ValueTask.FromResult(WorkTimeCounter.Add(draft, time.From, time.WorkingTime, time.Pauses).ToAnswer())
            : ordinary.AnswerAsync(query, cancellation);
}
