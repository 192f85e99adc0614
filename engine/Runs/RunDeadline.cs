using System.Text.Json;
using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>A due time that was counted in working time, with the arithmetic that gave it and every move since.</summary>
/// <param name="ActivityId">The activity that waits, or waited.</param>
/// <param name="Instance">Which of its executions.</param>
/// <param name="Tag">Which of its due times (<c>warn</c>, <c>breach</c>); empty where it has one.</param>
/// <param name="DueAt">The due time as it was counted last; null where a pause has no end.</param>
/// <param name="IsOpen">Whether it may still come; a deadline that pauses is counted anew when it goes on.</param>
/// <param name="Arithmetic">The calendar, from when, how much, and interval by interval what counts; texts in both languages.</param>
/// <param name="Moves">How a changed calendar moved it, oldest first.</param>
public sealed record RunDeadline(
    string ActivityId, int Instance, string Tag, DateTimeOffset? DueAt, bool IsOpen, JsonElement? Arithmetic,
    IReadOnlyList<DeadlineMove> Moves)
{
    private const string OnlyOne = "due";

    /// <summary>Reads the due times of a run from its whole history, in the order in which they were first counted.</summary>
    public static IReadOnlyList<RunDeadline> Of(IEnumerable<HistoryEntry> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var state = new RunState(string.Empty);
        var nodes = new Dictionary<int, string>();
        var found = new Dictionary<(int Instance, string Tag), RunDeadline>();
        foreach (var entry in history)
        {
            foreach (var happened in EventReader.Read(entry.Events))
            {
                state.Apply(happened);
                Take(happened, entry, nodes, found);
            }
        }

        return [.. found.Values.Select(deadline => deadline with
        {
            IsOpen = state.Bookmarks.Values.Any(b => b.Instance == deadline.Instance
                && (b.Kind == "task" || (b.Kind == "timer" && b.Tag == deadline.Tag))),
        })];
    }

    /// <summary>The due times that a burst moved, with the arithmetic that it asked for.</summary>
    internal static IReadOnlyList<RunDeadline> MovedBy(
        IEnumerable<RunEvent> events, Func<int, string?> nodeOf, DateTimeOffset now)
    {
        var all = events.ToList();
        var answers = all.OfType<QuestionAnswered>().Where(e => e.Question == nameof(WorkingTimeQuery)).ToList();
        return
        [
            .. all.OfType<DeadlineMoved>().Select(moved => new RunDeadline(
                nodeOf(moved.Instance) ?? string.Empty, moved.Instance, moved.Tag, moved.To, true,
                answers.FindLast(e => e.Instance == moved.Instance && (e.Tag == moved.Tag || (moved.Tag.Length == 0 && e.Tag == OnlyOne)))
                    ?.Evidence is { } evidence ? JsonElement.Parse(evidence) : null,
                [new DeadlineMove(now, string.Empty, moved.From, moved.To, moved.Calendar, moved.Why)])),
        ];
    }

    private static void Take(
        RunEvent happened, HistoryEntry entry, Dictionary<int, string> nodes, Dictionary<(int Instance, string Tag), RunDeadline> found)
    {
        switch (happened)
        {
            case Scheduled e:
                nodes[e.Instance] = e.Node;
                break;
            case QuestionAnswered { Question: nameof(WorkingTimeQuery), Code: null } e:
                var key = (e.Instance, Tag: e.Tag == OnlyOne ? string.Empty : e.Tag);
                var former = found.GetValueOrDefault(key)?.Moves ?? [];
                found[key] = new RunDeadline(
                    nodes.GetValueOrDefault(e.Instance, string.Empty), e.Instance, key.Tag, Timing.ToMoment(e.Value, entry.At), false,
                    e.Evidence is null ? null : JsonElement.Parse(e.Evidence), former);
                break;
            case DeadlineMoved e when found.TryGetValue((e.Instance, e.Tag), out var moved):
                found[(e.Instance, e.Tag)] = moved with
                {
                    Moves = [.. moved.Moves, new DeadlineMove(entry.At, entry.Actor, e.From, e.To, e.Calendar, e.Why)],
                };
                break;
        }
    }
}

/// <summary>That a due time moved.</summary>
/// <param name="At">When it was counted again.</param>
/// <param name="By">Who changed the calendar.</param>
/// <param name="From">When it was due.</param>
/// <param name="To">When it was due from then on.</param>
/// <param name="Calendar">The calendar that changed.</param>
/// <param name="Why">What changed.</param>
public sealed record DeadlineMove(
    DateTimeOffset At, string By, DateTimeOffset From, DateTimeOffset To, string Calendar, LocalText Why);
