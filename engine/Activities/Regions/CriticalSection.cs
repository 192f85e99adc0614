using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Regions;

/// <summary>
/// Of the sections of one name, one at a time is inside; the others wait at the door. Without a key that holds within a run. With a key
/// it holds for all runs that give the same name and key, in whatever process they are: a run of its own keeps the queue.
/// </summary>
internal sealed class CriticalSection : Activity
{
    /// <summary>Kind of the bookmark of one that waits for its turn among runs.</summary>
    public const string Waiting = "section";

    /// <summary>Kind of the bookmark of one that is inside among runs; its end tells the queue.</summary>
    public const string Inside = "inside-section";

    private const string InsideSlot = "inside";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.CriticalSection", "Control", new("Critical section", "互斥区"),
        new("Sections of one name never run together.", "同名的互斥区不会同时执行。"))
    {
        Inputs =
        [
            Option.Text("Section", new("Section", "互斥区名称")).Required(),
            Option.Text("Key", new("Key", "键"), new(
                "Excludes all runs that are in a section of this name with the same key; empty: this run alone.",
                "与使用相同名称和键的所有流程互斥；留空则仅在本流程内互斥。")),
        ],
        Ports = ["body"],
        Waits = true,
        Icon = "lock",
    };

    public override void Execute(ActivityContext context)
    {
        if (context.Text("Key") is not { Length: > 0 } key)
        {
            Enter(context);
            return;
        }

        var name = $"{context.RequiredText("Section")} {key}";
        var keeper = "section-" + StableId.Of(name).ToString("N");
        var ticket = context.Wait(Waiting, keeper);
        context.Send(DeliveryKind.EnterSection, keeper, new MessageDraft { BookmarkId = ticket, Payload = name });
        context.Remember("keeper", keeper);
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        if (RunValues.AsText(context.Recall("keeper")) is { } keeper)
        {
            context.Wait(Inside, keeper, resumption.BookmarkId);
            GoInside(context);
            return;
        }

        context.SetVariable(WaitingOf(context), Count(context) - 1);
        Enter(context);
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        Leave(context);
        context.Complete();
    }

    // Among runs the end of its bookmark tells the queue; within the run others must be woken here.
    internal override void Stopped(ActivityContext context)
    {
        if (context.Counter(InsideSlot) > 0)
        {
            Leave(context);
        }
        else if (context.Recall("keeper") is null && context.Waits.Count > 0)
        {
            context.SetVariable(WaitingOf(context), Count(context) - 1);
        }
    }

    private static void Leave(ActivityContext context)
    {
        if (context.Recall("keeper") is not null)
        {
            return;
        }

        context.SetVariable(Holder(context), null);
        if (Count(context) > 0)
        {
            context.Send(DeliveryKind.Event, KeyOf(context), new MessageDraft());
        }
    }

    private static void Enter(ActivityContext context)
    {
        if (context.TryGetVariable(Holder(context), out var holder) && holder is not null)
        {
            context.SetVariable(WaitingOf(context), Count(context) + 1);
            context.Wait("event", KeyOf(context));
            return;
        }

        if (context.Node.Child("body") is not null)
        {
            context.SetVariable(Holder(context), context.Node.Id);
            context.SetCounter(InsideSlot, 1);
        }

        GoInside(context);
    }

    private static void GoInside(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body)
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }

    private static decimal Count(ActivityContext context) =>
        context.TryGetVariable(WaitingOf(context), out var count) && count is decimal number ? number : 0;

    private static string Holder(ActivityContext context) => $"section {context.RequiredText("Section")}";

    private static string WaitingOf(ActivityContext context) => $"section {context.RequiredText("Section")} waiting";

    private static string KeyOf(ActivityContext context) => $"{context.RunId}/section/{context.RequiredText("Section")}";
}
