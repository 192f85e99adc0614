using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities.People;

/// <summary>
/// Work for people that may have a due time: counted when it is given, counted again when a calendar changes, minded when it passes.
/// </summary>
internal abstract class DueActivity : Activity
{
    private const string DueTag = "due";

    public override void Execute(ActivityContext context)
    {
        if (TaskOptions.TryDue(context, out var due))
        {
            Open(context, due);
        }
    }

    public override void Answered(ActivityContext context, string tag, QueryAnswer answer)
    {
        if (!context.IsRecount)
        {
            Open(context, CountedTime.Keep(context, answer));
            CountedTime.Watch(context);
        }
        else if (CountedTime.HasMoved(context, answer, out var due))
        {
            Moved(context, due);
            TaskOptions.Move(context, due, DueTag);
        }
    }

    internal override void Recount(ActivityContext context) => CountedTime.AskAgain(context, DueTag);

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        if (resumption.Tag != DueTag)
        {
            Done(context, resumption);
        }
        else if (TaskOptions.HasOverdueOutcome(context.Node))
        {
            Overdue(context);
        }
        else
        {
            TaskOptions.HandUp(context);
        }
    }

    /// <summary>Gives the work out; it is due at the moment, or has no due time.</summary>
    protected abstract void Open(ActivityContext context, DateTimeOffset? due);

    /// <summary>Somebody has done a task of this work.</summary>
    protected abstract void Done(ActivityContext context, Resumption resumption);

    /// <summary>The due time has passed and the definition has a path for it.</summary>
    protected abstract void Overdue(ActivityContext context);

    /// <summary>The due time is another one, before the open tasks are told.</summary>
    protected virtual void Moved(ActivityContext context, DateTimeOffset due)
    {
    }

    /// <summary>Says when the work is due and waits for that moment where something happens at it.</summary>
    protected static void Mind(ActivityContext context, DateTimeOffset due)
    {
        context.Output("DueAt", Rules.Feel.FeelDateTime.Of(due));
        if (TaskOptions.MindsDueTime(context))
        {
            context.WaitUntil(due, DueTag);
        }
    }
}
