using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs;

/// <summary>A person who works on tasks.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Roles">The roles that the user has.</param>
/// <param name="MayOverrule">May take, hand on and complete any task: a supervisor.</param>
public sealed record TaskActor(string User, IReadOnlyList<string> Roles, bool MayOverrule = false)
{
    /// <summary>The people who are away and whose tasks this one may take and complete: their substitute.</summary>
    public IReadOnlyList<string> StandsInFor { get; init; } = [];

    /// <summary>Whether one may take a task that nobody holds.</summary>
    public bool IsCandidate(TaskRecord task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return MayOverrule
            || (task.CandidateRoles.Count == 0 && task.CandidateUsers.Count == 0)
            || task.CandidateRoles.Any(Roles.Contains)
            || task.CandidateUsers.Any(user => user == User || StandsInFor.Contains(user));
    }

    /// <summary>Whether one may do what the holder of a task may.</summary>
    public bool Holds(TaskRecord task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return MayOverrule || task.Assignee == User || (task.Assignee is { } holder && StandsInFor.Contains(holder));
    }

    /// <summary>
    /// Whose substitute one is where a task is one's to do for that reason; null where it is anyhow, or by overruling alone.
    /// </summary>
    public string? ActsFor(TaskRecord task)
    {
        var self = this with { StandsInFor = [], MayOverrule = false };
        var own = self.Holds(task) || (task.Assignee is null && self.IsCandidate(task));
        return own ? null : task.Assignee is { } holder && StandsInFor.Contains(holder) ? holder
            : task.Assignee is null ? task.CandidateUsers.FirstOrDefault(StandsInFor.Contains) : null;
    }
}

/// <content>Tasks: what people do with them goes through the run.</content>
public sealed partial class RunService
{
    /// <summary>Takes an open task to oneself.</summary>
    public Task<RunResult> ClaimTaskAsync(string taskId, TaskActor actor, CancellationToken cancellation = default) => ChangeTaskAsync(
        taskId, actor, "claim",
        task => task.State == TaskState.Open ? actor.IsCandidate(task) : actor.Holds(task),
        task => task with { State = TaskState.Claimed, Assignee = actor.User },
        cancellation);

    /// <summary>Gives a claimed task back to all candidates.</summary>
    public Task<RunResult> ReleaseTaskAsync(string taskId, TaskActor actor, CancellationToken cancellation = default) => ChangeTaskAsync(
        taskId, actor, "release",
        actor.Holds,
        task => task with { State = TaskState.Open, Assignee = null },
        cancellation);

    /// <summary>Hands a task to another person.</summary>
    public Task<RunResult> DelegateTaskAsync(string taskId, string to, TaskActor actor, CancellationToken cancellation = default) =>
        ChangeTaskAsync(
            taskId, actor, "delegate",
            actor.Holds,
            task => task with { State = TaskState.Claimed, Assignee = to },
            cancellation);

    /// <summary>Completes a task with one of its outcomes; the run goes on.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="outcome">One of the task's outcomes.</param>
    /// <param name="data">What the form holds, as a value.</param>
    /// <param name="actor">Who does it: who claimed it, or a candidate while nobody has.</param>
    /// <param name="idempotency">Makes a repeated request harmless.</param>
    /// <param name="cancellation">Stops before anything is decided.</param>
    public async Task<RunResult> CompleteTaskAsync(
        string taskId, string outcome, object? data, TaskActor actor, IdempotencyRequest? idempotency = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await _store.FindBookmarkAsync(taskId, cancellation) is not { } bookmark)
        {
            return await StoredAsync(idempotency, cancellation)
                ?? new RunResult(RunOutcome.AlreadyTaken) { Problem = RunProblems.TaskGone(taskId) };
        }

        var input = new CompleteTaskInput(taskId, outcome, data)
        {
            May = task => actor.Holds(task) || (task.Assignee is null && actor.IsCandidate(task)),
        };
        return await DecideAsync(new BurstWork(bookmark.RunId, input, actor.User) { Idempotency = idempotency }, cancellation);
    }

    private async Task<RunResult> ChangeTaskAsync(
        string taskId,
        TaskActor actor,
        string what,
        Func<TaskRecord, bool> may,
        Func<TaskRecord, TaskRecord> change,
        CancellationToken cancellation)
    {
        if (await _store.FindBookmarkAsync(taskId, cancellation) is not { } bookmark)
        {
            return new RunResult(RunOutcome.AlreadyTaken) { Problem = RunProblems.TaskGone(taskId) };
        }

        var input = new ChangeTaskInput(taskId, change, what) { May = may };
        return await DecideAsync(new BurstWork(bookmark.RunId, input, actor.User), cancellation);
    }
}
