using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities;

/// <summary>
/// An activity type. One object serves all runs, so it has no state: what a running activity remembers lives in the run, through
/// <see cref="ActivityContext"/>. Every method is deterministic: it sees only its context, and all it does becomes events.
/// <para>
/// An activity begins in <see cref="Execute"/>. It is done when it calls <see cref="ActivityContext.Complete(string)"/>; until then
/// it waits for
/// its children, a bookmark or an answer, each of which calls back.
/// </para>
/// </summary>
public abstract class Activity
{
    /// <summary>What it is, as data.</summary>
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>Begins the activity. Without a completion, a child, a bookmark or a question it would never end.</summary>
    public abstract void Execute(ActivityContext context);

    /// <summary>A scheduled child completed; a cancelled one does not report.</summary>
    public virtual void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
    }

    /// <summary>
    /// An activity somewhere below failed. True takes the fault over: the child in which it happened is cancelled and no incident stays.
    /// </summary>
    public virtual bool ChildFaulted(ActivityContext context, ChildFault fault) => false;

    /// <summary>Somebody cancelled a child from outside; its branch ends there, and with the last branch the activity.</summary>
    public virtual void ChildCancelled(ActivityContext context, ChildCompletion child)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    /// <summary>A child that had done its part before has ended now; with the last one the activity ends.</summary>
    internal virtual void ChildFaded(ActivityContext context)
    {
        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    /// <summary>It is stopped from outside; its children are stopped already.</summary>
    internal virtual void Stopped(ActivityContext context)
    {
    }

    /// <summary>A calendar by which it counts has changed: what it asks now is answered by the new one.</summary>
    internal virtual void Recount(ActivityContext context)
    {
    }

    /// <summary>A bookmark of this activity was resumed; it is burned already.</summary>
    public virtual void Resumed(ActivityContext context, Resumption resumption)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Complete();
    }

    /// <summary>A question asked through <see cref="ActivityContext.Ask"/> was answered.</summary>
    public virtual void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
    }

    /// <summary>
    /// Reads what the definition says about one activity of this type; the result is the node's <see cref="ActivityNode.Plan"/>.
    /// </summary>
    public virtual object? Plan(PlanContext context) => null;

    /// <summary>What would start runs of the definition if this activity can start one; read when the definition is published.</summary>
    public virtual IEnumerable<TriggerDraft> Triggers(TriggerContext context) => [];

    /// <summary>The outcomes of one activity of this type, with those that its properties add.</summary>
    public virtual IEnumerable<string> OutcomesOf(ActivityNode node) => Descriptor.Outcomes;

    /// <summary>
    /// It starts the run: the trigger's payload stands in for a resumption. The ordinary answer is what <see cref="Resumed"/> does.
    /// </summary>
    public virtual void Triggered(ActivityContext context, object? payload) =>
        Resumed(context, new Resumption(string.Empty, string.Empty, payload));

    /// <summary>Variables that it gives to what is below it, beyond those that the definition declares.</summary>
    public virtual IReadOnlyList<string> LocalVariables => [];

    /// <summary>True for a loop: Break inside it ends it through <see cref="Broken"/>.</summary>
    public virtual bool IsLoop => false;

    /// <summary>A Break was met inside; what still runs inside is cancelled already.</summary>
    public virtual void Broken(ActivityContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Complete();
    }
}

/// <summary>A child that completed.</summary>
/// <param name="Node">Which activity of the definition.</param>
/// <param name="Instance">Which of its executions.</param>
/// <param name="Outcomes">The outcomes it completed with.</param>
public readonly record struct ChildCompletion(ActivityNode Node, int Instance, IReadOnlyList<string> Outcomes)
{
    /// <summary>What an inner workflow gave back; null for every other activity.</summary>
    public IReadOnlyDictionary<string, object?>? Outputs { get; init; }

    public bool Has(string outcome)
    {
        foreach (var own in Outcomes)
        {
            if (string.Equals(own, outcome, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A fault somewhere below an activity.</summary>
/// <param name="Node">The activity that failed.</param>
/// <param name="Child">The execution of the direct child in which it happened.</param>
/// <param name="Code">Code of the fault.</param>
/// <param name="Text">What went wrong, for people.</param>
public readonly record struct ChildFault(ActivityNode Node, int Child, string Code, Rules.LocalText Text);

/// <summary>What resumed an activity.</summary>
/// <param name="BookmarkId">The burned bookmark.</param>
/// <param name="Tag">What the activity called it when it began to wait.</param>
/// <param name="Payload">What came with it, as a value.</param>
public readonly record struct Resumption(string BookmarkId, string Tag, object? Payload);

/// <summary>
/// A wish to be started: a kind (<c>http</c>, <c>event</c>, <c>timer</c>, <c>cron</c>, <c>fact</c>), the key a stimulus must name,
/// and settings.
/// </summary>
/// <param name="Kind">What starts it.</param>
/// <param name="Key">Exact key: event name, method and route, fact type …</param>
/// <param name="Payload">Settings of the trigger as JSON, for the host.</param>
public sealed record TriggerDraft(string Kind, string Key, string? Payload = null);
