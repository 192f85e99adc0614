using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Engine.WorkingTime;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>Limits and habits of a <see cref="RunService"/>.</summary>
public sealed record RunOptions
{
    /// <summary>How many activities one burst may execute; a loop that never waits ends here as an incident.</summary>
    public int StepBudget { get; init; } = 50_000;

    /// <summary>How often a burst is decided again when others move the run meanwhile.</summary>
    public int MaxConflicts { get; init; } = 1_000;

    /// <summary>
    /// How many runs may set one another going, each within a minute of its start: definitions that start one another without end stop
    /// there as an incident.
    /// </summary>
    public int MostChained { get; init; } = 1_000;
}

/// <summary>
/// The door to runs: loads, decides, asks rules in between, commits, and decides again when somebody else was faster. Performs no effect;
/// those lie in the store's outbox after the commit. Safe for many threads; holds no truth.
/// </summary>
public sealed partial class RunService
{
    private readonly IRunStore _store;
    private readonly IRuleSource _rules;
    private readonly IDefinitionSource _source;
    private readonly CompiledDefinitions _definitions;
    private readonly TimeProvider _clock;
    private readonly RunOptions _options;

    /// <param name="store">Where runs live.</param>
    /// <param name="rules">Answers the questions of bursts.</param>
    /// <param name="definitions">Where definitions come from.</param>
    /// <param name="catalogue">The activity types.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="options">Limits; null for the ordinary ones.</param>
    public RunService(
        IRunStore store,
        IRuleSource rules,
        IDefinitionSource definitions,
        ActivityCatalogue catalogue,
        TimeProvider clock,
        RunOptions? options = null)
    {
        _store = store;
        _rules = rules;
        _source = definitions;
        _definitions = new CompiledDefinitions(definitions, catalogue);
        _clock = clock;
        _options = options ?? new RunOptions();
    }

    /// <summary>Starts a run; it goes as far as it can. Of two starts with one run id or one business key one wins.</summary>
    public async Task<RunResult> StartAsync(StartRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var definition = request.VersionId is { } version
            ? await _definitions.VersionAsync(version, cancellation)
            : await _definitions.PublishedAsync(request.DefinitionId, cancellation);
        if (definition is null)
        {
            return new RunResult(RunOutcome.NotFound) { RunId = request.RunId };
        }

        var head = definition.Definition;
        object? input;
        try
        {
            input = new ValueSize().Checked("Input", WorkflowInputs.Complete(head, request.Input));
        }
        catch (RunFaultException e)
        {
            return Refused(request.RunId, e.ToDiagnostic());
        }

        if (WorkflowInputs.Missing(head, input) is { } missing)
        {
            return Refused(request.RunId, RunProblems.MissingInput(missing));
        }

        var started = new RunStarted(
            head.DefinitionId, head.VersionId, input, request.CorrelationId, request.BusinessKey, request.Name,
            request.ParentRunId, request.ParentBookmarkId, request.TriggerActivityId, request.TokenFlow)
        {
            Depth = request.Depth,
        };
        var set = await _definitions.LoadAsync(definition, cancellation);
        var work = new BurstWork(request.RunId, new StartInput(started, request.TriggerPayload), request.Actor)
        {
            Idempotency = request.Idempotency,
            ConsumedDelivery = request.ConsumedDelivery,
        };
        var result = await AttemptAsync(work, null, new RunState(request.RunId), set, cancellation);
        if (result?.TakenKey is { } taken)
        {
            result = await AttemptAsync(work with { TakenKey = taken }, null, new RunState(request.RunId), set, cancellation);
        }

        return result ?? new RunResult(RunOutcome.AlreadyTaken) { RunId = request.RunId };
    }

    /// <summary>
    /// Why a run cannot keep a value; null when it can. For whoever lets values in: what is refused there is no incident of a run later.
    /// </summary>
    /// <param name="name">What the value is called to whoever sent it.</param>
    /// <param name="value">The value.</param>
    public static Diagnostic? TooLarge(string name, object? value)
    {
        try
        {
            new ValueSize().Checked(name, value);
            return null;
        }
        catch (RunFaultException e)
        {
            return e.ToDiagnostic();
        }
    }

    /// <summary>Resumes one bookmark; of several callers one wins, the others are told.</summary>
    public async Task<RunResult> ResumeAsync(ResumeRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = await DecideAsync(
            new BurstWork(RunState.RunOf(request.BookmarkId), new ResumeInput([request.BookmarkId], request.Payload), request.Actor)
            {
                Idempotency = request.Idempotency,
                ConsumedDelivery = request.ConsumedDelivery,
                ConsumedOutbox = request.ConsumedOutbox,
            },
            cancellation);
        return result is { Outcome: RunOutcome.NotFound, Problem: null }
            ? await StoredAsync(request.Idempotency, cancellation) ?? result with { RunId = null, Problem = RunProblems.BookmarkGone() }
            : result;
    }

    /// <summary>Cancels a run and everything it waits for.</summary>
    public Task<RunResult> CancelAsync(string runId, string actor, string? reason = null, CancellationToken cancellation = default) =>
        DecideAsync(new BurstWork(runId, new CancelInput(reason), actor), cancellation);

    private async Task<RunResult> DecideAsync(BurstWork work, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < _options.MaxConflicts; attempt++)
        {
            if (await _store.FindRunAsync(work.RunId, cancellation) is not { } head)
            {
                return new RunResult(RunOutcome.NotFound) { RunId = work.RunId };
            }

            var state = RunState.Restore(head);
            var versions = state.Instances.Values.Select(instance => instance.VersionId).Append(state.VersionId);
            var migratesTo = work.Input is RepairInput { Command: MigrateRepair migrate } ? migrate.VersionId : null;
            var set = await _definitions.LoadAsync(migratesTo is null ? versions : versions.Append(migratesTo), cancellation);
            if (await AttemptAsync(work, head, state, set, cancellation) is { } result)
            {
                if (result.TakenKey is { } taken)
                {
                    work = work with { TakenKey = taken };
                    continue;
                }

                // What is gone at the first look was not taken by somebody who came at the same time.
                return attempt == 0 && result.Problem?.Code == RunProblems.Gone ? result with { Outcome = RunOutcome.NotFound } : result;
            }
        }

        throw new TimeoutException($"run {work.RunId} moved {_options.MaxConflicts} times while one burst was decided");
    }

    /// <summary>Decides and commits once; null when the run has moved meanwhile.</summary>
    private async Task<RunResult?> AttemptAsync(
        BurstWork work, RunHead? head, RunState state, DefinitionSet set, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var burst = new Burst(state, set, now, work.Actor, _options)
        {
            Began = head?.CreatedAt ?? now, Stop = cancellation, TakenKey = work.TakenKey,
        };
        if (burst.Begin(work.Input) is { } problem)
        {
            return await StoredAsync(work.Idempotency, cancellation)
                ?? (problem.Code == RunProblems.Gone ? new RunResult(RunOutcome.AlreadyTaken) { RunId = work.RunId, Problem = problem }
                    : Refused(work.RunId, problem));
        }

        await DriveAsync(burst, work.Calendar is { } given ? new GivenCalendarSource(_rules, given) : _rules, cancellation);
        var result = burst.Result((head?.Version ?? 0) + 1);
        if (work.IsDryRun || (work.Input is RecountInput && !burst.Events.Any(happened => happened is DeadlineMoved)))
        {
            return result;
        }

        var idempotency = work.Idempotency is { } request
            ? new IdempotencyRecord(request.Scope, request.Key, request.RequestHash, request.Answer(result))
            : null;
        var commit = CommitBuilder.Build(burst, head, work, idempotency);
        return await _store.CommitAsync(commit, cancellation) switch
        {
            CommitOutcome.Committed => result,
            CommitOutcome.BusinessKeyTaken => new RunResult(RunOutcome.BusinessKeyTaken)
            {
                RunId = work.RunId, TakenKey = await TakenAsync(burst, cancellation),
            },
            CommitOutcome.DuplicateRequest => await StoredAsync(work.Idempotency, cancellation),
            CommitOutcome.AlreadyConsumed => new RunResult(RunOutcome.AlreadyTaken) { RunId = work.RunId },
            _ => null,
        };
    }

    private async ValueTask<TakenKey?> TakenAsync(Burst burst, CancellationToken cancellation) =>
        burst.Events.OfType<KeyHeld>().LastOrDefault()?.Key is { } key
            ? new(key, await _store.FindHolderAsync(burst.State.DefinitionId, key, cancellation))
            : null;

    /// <summary>Runs a burst to its end, asking in between what its activities ask.</summary>
    internal static async ValueTask DriveAsync(Burst burst, IRuleSource rules, CancellationToken cancellation)
    {
        burst.Run();
        while (burst.Questions.Count > 0)
        {
            var questions = burst.Questions.ToArray();
            burst.Questions.Clear();
            foreach (var question in questions)
            {
                burst.Answer(question, await rules.AnswerAsync(question.Query, cancellation));
            }

            burst.Run();
        }

        burst.Finish();
    }

    private async ValueTask<RunResult?> StoredAsync(IdempotencyRequest? request, CancellationToken cancellation) =>
        request is not null && await _store.FindIdempotencyAsync(request.Scope, request.Key, cancellation) is { } stored
            ? new RunResult(RunOutcome.Duplicate) { StoredAnswer = stored.Answer, StoredRequestHash = stored.RequestHash }
            : null;

    private static RunResult Refused(string runId, Diagnostic problem) =>
        new(RunOutcome.Refused) { RunId = runId, Problem = problem };
}

/// <summary>One burst to be decided and committed.</summary>
internal sealed record BurstWork(string RunId, RunInput Input, string Actor)
{
    public IdempotencyRequest? Idempotency { get; init; }

    public string? ConsumedDelivery { get; init; }

    public string? ConsumedOutbox { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>What is counted by where a calendar of its name is asked for; null: by what is in force.</summary>
    public WorkCalendar? Calendar { get; init; }

    /// <summary>A business key that this burst wanted to hold and another run holds.</summary>
    public TakenKey? TakenKey { get; init; }
}

/// <summary>A business key and the run that held it a moment ago.</summary>
internal sealed record TakenKey(string Key, string? Holder);
