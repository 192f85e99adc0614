using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Activities.Scheduling;
using Workflows.Engine.Cases;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Seasons;

/// <summary>
/// Plays a season in order through the processes of a pack, with time that is made: records become known at their moments and set going
/// what the plan says, timers and schedules fall due, people do their tasks. Effects stay data. In the end the books are looked at.
/// </summary>
public sealed class SeasonRehearsal
{
    private readonly CasePack _pack;
    private readonly Season _season;
    private readonly SeasonPlan _plan;
    private readonly PackRules _rules;
    private readonly Rehearsal _rehearsal;
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _agenda = new();
    private readonly List<(CronSchedule Cron, DefinitionTrigger Trigger, DateTimeOffset Next)> _schedules = [];
    private readonly Dictionary<string, object> _rows = [];
    private readonly Dictionary<(string Definition, string Row), string> _runs = [];
    private readonly Dictionary<string, int> _refused = [];
    private SeasonPeople _people = null!;
    private int _order;
    private int _happened;

    private SeasonRehearsal(CasePack pack, Season season)
    {
        _pack = pack;
        _season = season;
        _plan = pack.Seasons.Count > 0
            ? SeasonPlan.Read(pack.Seasons[0])
            : throw new CaseMistakeException("The pack has no *.season.json.");
        _rules = new PackRules(pack, () => _rehearsal!.Shelf);
        foreach (var set in _plan.Figures)
        {
            _rules.Figures[set.Name] = set.Value.EnumerateObject().ToDictionary(f => f.Name, f => FeelJson.Read(f.Value));
        }

        var shelf = new DefinitionShelf(pack.Definitions);
        _rehearsal = new Rehearsal(shelf, season.From, _rules, null, remembers: false);
        foreach (var trigger in shelf.TriggersOf("cron"))
        {
            var zone = trigger.Payload is { } payload && JsonElement.Parse(payload).TryGetProperty("timeZone", out var name)
                ? name.GetString()
                : null;
            if (CronSchedule.TryParse(trigger.Key, zone, out var cron, out _) && cron.Next(season.From) is { } next)
            {
                _schedules.Add((cron, trigger, next));
            }
        }
    }

    /// <summary>Plays a season; <paramref name="progress"/> is told how much of it is over, from 0 to 1.</summary>
    public static async Task<(SeasonReport? Report, string? Mistake)> RunAsync(
        CasePack pack, Season season, Action<double> progress, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(season);
        ArgumentNullException.ThrowIfNull(progress);
        try
        {
            return (await new SeasonRehearsal(pack, season).PlayAsync(progress, stop), null);
        }
        catch (CaseMistakeException mistake)
        {
            return (null, mistake.Message);
        }
    }

    private async Task<SeasonReport> PlayAsync(Action<double> progress, CancellationToken stop)
    {
        var records = SeasonRecord.Read(_pack, _season.Records, _plan).ToList();
        _people = new SeasonPeople(_plan, records.Where(r => r.Type == "Staff").Select(r => r.Fact));
        foreach (var record in records)
        {
            Arrange(record);
        }

        while (await NextAsync() is { } next && next <= _season.To)
        {
            stop.ThrowIfCancellationRequested();
            await _rehearsal.AdvanceToAsync(next);
            await HappenAsync(next);
            await HandOutAsync();
            progress((next - _season.From) / (_season.To - _season.From));
        }

        await _rehearsal.AdvanceToAsync(_season.To);
        return new SeasonBooks(_plan, _rules, _rehearsal, _season).Close(_refused, _happened);
    }

    private void Arrange(SeasonRecord record)
    {
        var moments = record.Moments.ToList();
        if (!_plan.Made.Contains(record.Type))
        {
            if (moments.Count == 0 || moments[0] <= _season.From)
            {
                _rehearsal.Put(record.Type, record.Key, record.KnownAt(_season.From), isNews: false);
            }

            foreach (var at in moments.Where(at => at > _season.From))
            {
                At(at, async () =>
                {
                    _rehearsal.Put(record.Type, record.Key, record.KnownAt(at), isNews: true);
                    await _rehearsal.DeliverAsync();
                });
            }
        }

        foreach (var step in _plan.Steps.Where(s => s.On == record.Type))
        {
            if (MomentOf(step.At.Value(record.Fact, null, _season.From)) is { } at && at > _season.From
                && step.When?.Holds(record.Fact, at) != false)
            {
                At(at, () => TakeAsync(step, record));
            }
        }
    }

    private void At(DateTimeOffset at, Func<Task> happening) => _agenda.Enqueue(happening, (at, _order++));

    private async Task<DateTimeOffset?> NextAsync()
    {
        var moments = new List<DateTimeOffset>(_schedules.Select(s => s.Next));
        if (_agenda.TryPeek(out _, out var first))
        {
            moments.Add(first.At);
        }

        if (await _rehearsal.Store.NextTimerAsync() is { } timer)
        {
            moments.Add(timer < _rehearsal.Now ? _rehearsal.Now : timer);
        }

        return moments.Count == 0 ? null : moments.Min();
    }

    private async Task HappenAsync(DateTimeOffset now)
    {
        _happened++;
        while (_agenda.TryPeek(out var happening, out var place) && place.At <= now)
        {
            _agenda.Dequeue();
            await happening();
        }

        for (var i = 0; i < _schedules.Count; i++)
        {
            var (cron, trigger, next) = _schedules[i];
            if (next <= now)
            {
                _schedules[i] = (cron, trigger, cron.Next(now) ?? DateTimeOffset.MaxValue);
                await StartAsync(trigger.DefinitionId, trigger.ActivityId, null, null);
            }
        }
    }

    private async Task TakeAsync(SeasonStep step, SeasonRecord record)
    {
        var body = step.Body?.Value(record.Fact, null, _rehearsal.Now);
        var correlation = step.For is { } definition
            ? _runs.GetValueOrDefault((definition, record.Key))
            : step.Correlation?.Value(record.Fact, null, _rehearsal.Now) as string;
        switch (step.Verb)
        {
            case "start":
                var request = RunValues.Context(
                [
                    new("ParsedContent", body), new("RouteData", RunValues.Context([])), new("QueryStringData", RunValues.Context([])),
                    new("Headers", RunValues.Context([])), new("Caller", "season"), new("CallerRoles", new List<object?> { "supervisor" }),
                ]);
                await StartAsync(step.Target, step.Trigger, request, record);
                break;
            case "event":
                await _rehearsal.SendAsync(step.Target, body, correlation);
                await _rehearsal.DeliverAsync();
                break;
            default:
                if (_runs.TryGetValue((step.Target, record.Key), out var run))
                {
                    await _rehearsal.Runs.CancelAsync(run, "season");
                    await _rehearsal.DeliverAsync();
                }

                break;
        }
    }

    private async Task StartAsync(string definition, string? trigger, object? payload, SeasonRecord? record)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"season-{_order++}");
        if (record is not null)
        {
            _rows[run] = record.Fact;
            _runs[(definition, record.Key)] = run;
        }

        var result = await _rehearsal.Runs.StartAsync(new StartRequest(run, definition)
        {
            TriggerActivityId = trigger, TriggerPayload = payload, Actor = "season",
        });
        if (result.Outcome != RunOutcome.Done)
        {
            Refuse($"{definition} does not start: {result.Outcome} {result.Problem}");
        }

        await _rehearsal.DeliverAsync();
    }

    /// <summary>Gives each new task to a person, and notes when that person will do it.</summary>
    private async Task HandOutAsync()
    {
        while (_rehearsal.Store.NextOpenedTask() is { } task)
        {
            var row = _rows.GetValueOrDefault(task.RunId);
            var shown = Shown(task);
            var answer = _plan.Answers.FirstOrDefault(a => a.Definition == task.DefinitionId && a.Activity == task.ActivityId);
            var person = answer?.By?.Value(row, shown, _rehearsal.Now) as string ?? _people.For(task);
            if (person is not null)
            {
                await _rehearsal.Runs.ClaimTaskAsync(task.Id, new TaskActor(person, [], MayOverrule: true));
            }

            if (answer is not null)
            {
                var at = MomentOf(answer.At?.Value(row, shown, _rehearsal.Now)) is { } moment && moment > _rehearsal.Now
                    ? moment
                    : _rehearsal.Now;
                At(at + answer.After, () => AnswerAsync(answer, task, row, shown, person ?? "season"));
            }
        }
    }

    private async Task AnswerAsync(SeasonAnswer answer, TaskRecord task, object? row, object shown, string person)
    {
        if (answer.Outcome.Value(row, shown, _rehearsal.Now) is not string outcome
            || await _rehearsal.Store.FindBookmarkAsync(task.Id) is null)
        {
            return;
        }

        var data = answer.Data?.Value(row, shown, _rehearsal.Now) ?? RunValues.Context([]);
        var result = await _rehearsal.Runs.CompleteTaskAsync(task.Id, outcome, data, new TaskActor(person, [], MayOverrule: true));
        if (result.Outcome != RunOutcome.Done)
        {
            Refuse($"{task.DefinitionId} {task.ActivityId} does not take {outcome}: {result.Outcome} {result.Problem}");
        }

        await _rehearsal.DeliverAsync();
    }

    private void Refuse(string line) => _refused[line] = _refused.GetValueOrDefault(line) + 1;

    private static object Shown(TaskRecord task) => RunValues.Context(
    [
        new("activity", task.ActivityId), new("title", task.Title.En), new("outcomes", task.Outcomes.Select(o => (object?)o).ToList()),
        new("data", task.Data is null ? null : RunValues.FromJson(JsonElement.Parse(task.Data))),
    ]);

    private static DateTimeOffset? MomentOf(object? value) => value is FeelDateTime at ? at.ToDateTimeOffset() : null;
}
