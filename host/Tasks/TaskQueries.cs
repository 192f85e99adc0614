using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Security.Access;
using Workflows.Host.Storage;
using Workflows.Host.Storage.Rows;
using Workflows.Host.Substitutes;

namespace Workflows.Host.Tasks;

/// <summary>What the inbox is asked for; with a moment, what was due before it.</summary>
internal sealed record TaskFilter(
    bool Mine, string? Group, IReadOnlyList<TaskState> States, string? RunId, string? Text = null, string? DefinitionId = null,
    DateTimeOffset? DueBefore = null);

/// <summary>Reads tasks for somebody: their own and those that they may claim; supervisors see all.</summary>
internal sealed class TaskQueries(IDbContextFactory<WorkflowsDb> store, Substitutions substitutions, DefinitionLibrary library)
{
    // A page needs the rights of each task, which stand in its record: so many are looked at for one.
    private const int MostLookedAt = 20_000;

    /// <summary>Who asks, as tasks see them: with their roles and those whom they stand in for today.</summary>
    public TaskActor ActorOf(HttpContext context) =>
        new(context.Actor(), context.User.Roles(), RoleTable.Allows(context.User, Permission.SuperviseTasks))
        {
            StandsInFor = substitutions.StandsInFor(context.Actor()),
        };

    /// <summary>Tasks that fit, the most urgent first; where only closed ones are asked for, those that were closed last.</summary>
    public async Task<(IReadOnlyList<TaskRecord> Page, int Total)> ListAsync(TaskFilter filter, TaskActor actor, int skip, int limit)
    {
        var states = filter.States.Select(state => (int)state).ToList();
        var before = filter.DueBefore?.UtcTicks;
        string[] holders = [actor.User, .. actor.StandsInFor];
        await using var db = await store.CreateDbContextAsync();
        if (filter is { Mine: true, States: [TaskState.Completed], Group: null, RunId: null, DefinitionId: null, DueBefore: null }
            && string.IsNullOrEmpty(filter.Text))
        {
            return await DoneByAsync(db, actor.User, skip, limit);
        }

        var isClosed = filter.States.All(state => state is TaskState.Completed or TaskState.Cancelled);
        var tasks = db.Tasks.AsNoTracking()
            .Where(t => states.Contains(t.State) && (filter.RunId == null || t.RunId == filter.RunId))
            .Where(t => filter.DefinitionId == null || t.DefinitionId == filter.DefinitionId)
            .Where(t => before == null || (t.DueAt != null && t.DueAt < before))
            .Where(t => !filter.Mine || t.Assignee == null || holders.Contains(t.Assignee));
        var ordered = isClosed ? tasks.OrderByDescending(t => t.ClosedAt).ThenBy(t => t.Id)
            : tasks.OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.CreatedAt);
        var rows = await ordered.Select(t => t.Json).Take(MostLookedAt).ToListAsync();
        var fitting = rows.Select(Read).Where(task => Fits(task, filter, actor)).ToList();
        return ([.. fitting.Skip(skip).Take(limit)], fitting.Count);
    }

    // What somebody has done is theirs without looking at each, however much it has become.
    private static async Task<(IReadOnlyList<TaskRecord> Page, int Total)> DoneByAsync(WorkflowsDb db, string user, int skip, int limit)
    {
        var done = db.Tasks.AsNoTracking().Where(t => t.ClosedAt != null && t.Assignee == user && t.State == (int)TaskState.Completed);
        var page = await done.OrderByDescending(t => t.ClosedAt).ThenBy(t => t.Id).Skip(skip).Take(limit).Select(t => t.Json).ToListAsync();
        return ([.. page.Select(Read)], await done.CountAsync());
    }

    /// <summary>A task as somebody sees it.</summary>
    public TaskView ViewOf(TaskRecord task, TaskActor actor) => TaskView.Of(task, actor, library.LabelOf(task.DefinitionId)) with
    {
        OutcomeLabels = TaskView.LabelsOf(task, library.Published.ById.GetValueOrDefault(task.DefinitionId)),
    };

    /// <summary>One task, if it is there and theirs to see.</summary>
    public async Task<TaskRecord?> FindAsync(string id, TaskActor actor)
    {
        await using var db = await store.CreateDbContextAsync();
        var json = await db.Tasks.AsNoTracking().Where(t => t.Id == id).Select(t => t.Json).SingleOrDefaultAsync();
        return json is not null && Read(json) is var task && MaySee(task, actor) ? task : null;
    }

    /// <summary>What people have said about a task, oldest first.</summary>
    public async Task<IReadOnlyList<CommentView>> CommentsAsync(string taskId)
    {
        await using var db = await store.CreateDbContextAsync();
        var rows = await db.TaskComments.AsNoTracking().Where(c => c.TaskId == taskId).OrderBy(c => c.Number).ToListAsync();
        return [.. rows.Select(c => new CommentView(new(c.At, TimeSpan.Zero), c.Actor, c.Text))];
    }

    /// <summary>Keeps what somebody says about a task.</summary>
    public async Task CommentAsync(string taskId, string actor, string text, DateTimeOffset at)
    {
        await using var db = await store.CreateDbContextAsync();
        db.TaskComments.Add(new TaskCommentRow { TaskId = taskId, Actor = actor, Text = text, At = at.UtcTicks });
        await db.SaveChangesAsync();
    }

    private static TaskRecord Read(string json) => JsonSerializer.Deserialize<TaskRecord>(json)!;

    private static bool Fits(TaskRecord task, TaskFilter filter, TaskActor actor) =>
        (filter.Mine ? IsTheirs(task, actor with { MayOverrule = false }) : MaySee(task, actor))
        && (filter.Group is null || task.CandidateRoles.Contains(filter.Group))
        && (string.IsNullOrEmpty(filter.Text) || IsIn(filter.Text, task.Title.En) || IsIn(filter.Text, task.Title.Zh));

    private static bool IsIn(string text, string? title) => title?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static bool MaySee(TaskRecord task, TaskActor actor) =>
        actor.Holds(task) || actor.IsCandidate(task);

    // A task that they themselves have closed stays theirs; what a substitute has closed is the substitute's.
    private static bool IsTheirs(TaskRecord task, TaskActor actor) => task.Assignee is null ? actor.IsCandidate(task)
        : task.ClosedAt is null ? actor.Holds(task) : task.Assignee == actor.User;
}
