using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Engine.WorkingTime;

namespace Workflows.Engine.Runs;

/// <summary>Answers as ever, but counts by the given calendar where one of its name is asked for, whatever is in force.</summary>
internal sealed class GivenCalendarSource(IRuleSource ordinary, WorkCalendar given) : IRuleSource
{
    public ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default) =>
        query is WorkingTimeQuery time && CountedTime.KeyOf(time.Calendar) == CountedTime.KeyOf(given.Name)
            ? ValueTask.FromResult(WorkTimeCounter.Add(given, time.From, time.WorkingTime, time.Pauses).ToAnswer())
            : ordinary.AnswerAsync(query, cancellation);
}
