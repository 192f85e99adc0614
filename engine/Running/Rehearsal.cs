using Workflows.Engine.Activities;
using Workflows.Engine.Activities.Facts;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;
using Workflows.Engine.WorkingTime;

namespace Workflows.Engine.Running;

/// <summary>
/// Runs definitions in memory on a clock of its own, through the same decisions as the real thing. It has no connector and no way to get
/// one: effects stay data. Also the test host for definitions.
/// </summary>
public sealed class Rehearsal
{
    private const int MostTimers = 100_000;
    private readonly RehearsalStore _store;
    private readonly RehearsalClock _clock;
    private readonly DefinitionShelf _definitions;
    private string? _runId;
    private int _runs;
    private int _events;

    /// <param name="definitions">The definitions at hand; those that others use as activities or start among them.</param>
    /// <param name="start">What time it is at first.</param>
    /// <param name="rules">Answers questions about rules and facts; null: there are none.</param>
    /// <param name="catalogue">The activity types; null takes the built-in ones.</param>
    /// <param name="options">Limits; null for the ordinary ones.</param>
    public Rehearsal(
        IEnumerable<WorkflowDefinition> definitions,
        DateTimeOffset start,
        IRuleSource? rules = null,
        ActivityCatalogue? catalogue = null,
        RunOptions? options = null)
        : this(new DefinitionShelf(definitions, catalogue), start, rules ?? new NoRules(), options, remembers: true)
    {
    }

    internal Rehearsal(DefinitionShelf definitions, DateTimeOffset start, IRuleSource rules, RunOptions? options, bool remembers)
    {
        _store = new RehearsalStore(remembers);
        _clock = new RehearsalClock(start);
        _definitions = new DefinitionShelf(definitions);
        Runs = new RunService(_store, rules, _definitions, _definitions.Catalogue, _clock, options);
    }

    /// <summary>The door to the runs, for what this class does not offer itself.</summary>
    public RunService Runs { get; }

    /// <summary>Ends the rehearsal between two steps, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>What time it is in the rehearsal.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>The facts in a form that can be asked often.</summary>
    internal FactShelf Shelf => _store.Shelf;

    /// <summary>Where everything is kept.</summary>
    internal RehearsalStore Store => _store;

    /// <summary>Effects that were decided; nobody carries them out.</summary>
    public IReadOnlyList<OutboxMessage> Effects => _store.OpenOutbox;

    /// <summary>All tasks ever opened.</summary>
    public IReadOnlyList<TaskRecord> Tasks => _store.Tasks;

    /// <summary>The facts that runs wrote, as JSON.</summary>
    public IReadOnlyDictionary<(string Type, string Key), string> Facts => _store.Facts;

    /// <summary>
    /// Starts a run and carries all messages between runs; the first run is the one that reports tell about. Events start no further
    /// run of
    /// this definition.
    /// </summary>
    public async Task<RunResult> StartAsync(
        string definitionId, object? input = null, bool tokenFlow = false, string? triggerActivityId = null,
        object? triggerPayload = null, string? correlationId = null, string? versionId = null)
    {
        _definitions.Mute(definitionId);
        var runId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"run-{++_runs}");
        var result = await Runs.StartAsync(new StartRequest(runId, definitionId)
        {
            VersionId = versionId,
            Input = input,
            TokenFlow = tokenFlow,
            TriggerActivityId = triggerActivityId,
            TriggerPayload = triggerPayload,
            CorrelationId = correlationId,
            Actor = "rehearsal",
        }, Stop);
        if (result.Outcome == RunOutcome.Done)
        {
            _runId ??= runId;
            await DeliverAsync();
        }

        return result;
    }

    /// <summary>Publishes an event to all who wait for it.</summary>
    public Task<RunResult> SendAsync(string eventName, object? payload = null, string? correlationId = null) =>
        Runs.PublishAsync(new EventRequest($"event {++_events}", eventName)
        {
            Payload = payload,
            CorrelationId = correlationId,
            Actor = "rehearsal",
        }, Stop);

    /// <summary>Completes the oldest open task with this id or of this activity.</summary>
    public async Task<RunResult> CompleteTaskAsync(string taskOrActivity, string outcome, object? data = null, string user = "somebody")
    {
        var task = Tasks.Where(t => t.State is TaskState.Open or TaskState.Claimed)
            .OrderBy(t => t.CreatedAt)
            .FirstOrDefault(t => t.Id == taskOrActivity || t.ActivityId == taskOrActivity);
        var actor = new TaskActor(user, [], MayOverrule: true);
        var result = await Runs.CompleteTaskAsync(task?.Id ?? taskOrActivity, outcome, data, actor, cancellation: Stop);
        await DeliverAsync();
        return result;
    }

    /// <summary>Gives the result of an effect, as its connector would.</summary>
    public async Task<RunResult> AnswerEffectAsync(OutboxMessage effect, object? result)
    {
        ArgumentNullException.ThrowIfNull(effect);
        var resumed = await Runs.ResumeAsync(
            new ResumeRequest(effect.BookmarkId ?? string.Empty) { Payload = result, ConsumedOutbox = effect.Id, Actor = "connector" },
            Stop);
        await DeliverAsync();
        return resumed;
    }

    /// <summary>Resumes a bookmark, whatever it waits for.</summary>
    public async Task<RunResult> ResumeAsync(string bookmarkId, object? payload = null)
    {
        var result = await Runs.ResumeAsync(new ResumeRequest(bookmarkId) { Payload = payload, Actor = "rehearsal" }, Stop);
        await DeliverAsync();
        return result;
    }

    /// <summary>Counts again what waits by a calendar that has changed; the rules answer by the new one already.</summary>
    internal async Task RecountAsync(WorkCalendar calendar, string why)
    {
        foreach (var runId in await Runs.CountingByAsync(calendar.Name))
        {
            await Runs.RecountAsync(runId, calendar, new Rules.LocalText(why), "calendar");
        }

        await DeliverAsync();
    }

    /// <summary>Lets time pass; what falls due on the way happens at its own moment.</summary>
    public Task AdvanceAsync(TimeSpan time) => AdvanceToAsync(_clock.Now + time);

    /// <summary>The same up to a moment.</summary>
    internal async Task AdvanceToAsync(DateTimeOffset target)
    {
        for (var fired = 0; fired < MostTimers; fired++)
        {
            if (await _store.NextTimerAsync() is not { } due || due > target)
            {
                break;
            }

            _clock.Now = due > _clock.Now ? due : _clock.Now;
            foreach (var timer in await _store.DueTimersAsync(_clock.Now, 1))
            {
                await Runs.ResumeAsync(new ResumeRequest(timer.BookmarkId) { Actor = "timer" }, Stop);
            }

            await DeliverAsync();
        }

        _clock.Now = target;
    }

    /// <summary>Carries messages between runs and tells of written facts, until nothing is left to be told.</summary>
    internal async Task DeliverAsync()
    {
        await Runs.DeliverPendingAsync(cancellation: Stop);
        for (var told = 0; told < MostTimers && _store.NextFactChange() is { } change; told++)
        {
            await TellAsync(change.Type, change.Key, change.Depth);
            await Runs.DeliverPendingAsync(cancellation: Stop);
        }
    }

    /// <summary>Puts a fact there as if it had been imported; runs hear of it at the next delivery when it is news.</summary>
    internal void Put(string type, string key, string json, bool isNews) => _store.Put(type, key, json, isNews);

    /// <summary>Resumes who waits for this; null when nobody does.</summary>
    internal async Task<RunResult?> ResumeWaitingAsync(string kind, string key, object? payload, string? correlationId)
    {
        var waiting = await _store.FindBookmarksAsync(kind, key, correlationId);
        return waiting.Count == 0 ? null : await ResumeAsync(waiting[0].Id, payload);
    }

    /// <summary>All effects that were ever decided.</summary>
    internal IEnumerable<OutboxMessage> AllEffects() =>
        _store.Bursts.SelectMany(b => b.Events).OfType<EffectDecided>().Select(e => e.Message);

    /// <summary>The names of all events that runs published, in order.</summary>
    internal IEnumerable<string> Published() => _store.Bursts.SelectMany(b => b.Events).OfType<MessageSent>()
        .Where(e => e.Delivery is { Kind: DeliveryKind.Event, SenderRunId: not null }).Select(e => e.Delivery.Target);

    /// <summary>The open incidents of all runs, each as one line.</summary>
    internal IReadOnlyList<string> Incidents() => [.. States().SelectMany(s => s.Incidents.Values
        .Select(i => $"{s.DefinitionId} {i.NodeId} {i.Code} {i.Message.En}"))];

    /// <summary>The ids of the runs that stand still for a fault.</summary>
    internal IEnumerable<string> Faulted() => States().Where(s => s.Status == RunStatus.Faulted).Select(s => s.RunId);

    /// <summary>The runs beside the first, in the order of their start.</summary>
    internal IEnumerable<(string DefinitionId, string Status)> OtherRuns() =>
        States().Where(s => s.RunId != _runId).Select(s => (s.DefinitionId, RunStatusNames.Of(s.Status)));

    private IEnumerable<RunState> States() => _store.Bursts.Select(b => b.RunId).Distinct()
        .Select(id => RunState.Restore(_store.FindRunAsync(id).AsTask().GetAwaiter().GetResult()!));

    private async Task TellAsync(string type, string key, int depth)
    {
        var fact = Shelf.Find(type, key) is { } known ? RunValues.FromJson(known.Element) : null;
        var payload = RunValues.Context([new("type", type), new("key", key), new("fact", fact)]);
        foreach (var name in FactWaits.KeysOf(type, key, fact))
        {
            foreach (var waiting in await _store.FindBookmarksAsync("fact", name, null))
            {
                await Runs.ResumeAsync(new ResumeRequest(waiting.Id) { Payload = payload, Actor = "fact" }, Stop);
            }

            var triggers = await _definitions.FindTriggersAsync("fact", name);
            foreach (var trigger in triggers.Where(trigger => DefinitionTriggers.IsWanted(trigger, fact)))
            {
                await Runs.StartAsync(new StartRequest($"fact-{++_runs}", trigger.DefinitionId)
                {
                    VersionId = trigger.VersionId, TriggerActivityId = trigger.ActivityId, TriggerPayload = payload, Actor = "fact",
                    Depth = depth + 1,
                }, Stop);
            }
        }
    }

    /// <summary>What the first run has come to. Lines are those of all runs.</summary>
    public async Task<RehearsalReport> ReportAsync()
    {
        var runId = _runId ?? throw new InvalidOperationException("nothing was started");
        var head = (await _store.FindRunAsync(runId))!;
        var state = RunState.Restore(head);
        var definitions = new CompiledDefinitions(_definitions, _definitions.Catalogue);
        var set = await definitions.LoadAsync([state.VersionId], CancellationToken.None);
        var journal = new Journal((version, node) => set.Version(version)?.Find(node)?.Element.Type ?? string.Empty);
        var bursts = _store.Bursts;
        return new RehearsalReport(
            RunStatusNames.Of(state.Status),
            state.Root?.Outputs ?? [],
            Variables(state, set),
            [.. bursts.SelectMany(burst => burst.Events).OfType<LineWritten>().Select(line => line.Text)],
            journal.Tell(bursts.Where(burst => burst.RunId == runId).SelectMany(burst => burst.Events)),
            [.. state.Bookmarks.Values.Where(b => b.Kind != CountedTime.Bookmark)
                .OrderBy(b => b.Id.Length).ThenBy(b => b.Id, StringComparer.Ordinal)
                .Select(b => new WaitingPlace(b.Id, state.Instances.GetValueOrDefault(b.Instance)?.NodeId ?? string.Empty, b.Kind, b.Key))],
            [.. state.Incidents.Values.Select(i => new IncidentReport(i.Id, i.NodeId, i.Code, i.Message))])
        {
            RunId = runId,
            Name = state.Name,
            CorrelationId = state.CorrelationId,
        };
    }

    private static Dictionary<string, object?> Variables(RunState state, DefinitionSet set)
    {
        var variables = new Dictionary<string, object?>();
        foreach (var variable in set.Version(state.VersionId)?.Definition.Variables ?? [])
        {
            variables[variable.Name] = null;
        }

        foreach (var (name, value) in state.Root?.Variables ?? [])
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>Verifies the chain and the folding of every run of the rehearsal.</summary>
    public async Task<IReadOnlyList<HistoryCheck>> VerifyAsync()
    {
        var checks = new List<HistoryCheck>();
        foreach (var runId in _store.Bursts.Select(burst => burst.RunId).Distinct())
        {
            checks.Add(await HistoryCheck.VerifyAsync(_store, runId));
        }

        return checks;
    }
}
