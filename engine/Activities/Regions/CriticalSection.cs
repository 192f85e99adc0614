using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities.Regions;

/// <summary>Of the sections of one name in a run, one at a time is inside; the others wait at the door.</summary>
internal sealed class CriticalSection : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.CriticalSection", "Control", new("Critical section", "互斥区"),
        new("Sections of one name in a run never run together.", "同一流程中同名的互斥区不会同时执行。"))
    {
        Inputs = [Option.Text("Section", new("Section", "互斥区名称")).Required()],
        Ports = ["body"],
        Waits = true,
        Icon = "lock",
    };

    public override void Execute(ActivityContext context) => Enter(context);

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        context.SetVariable(Waiting(context), Count(context) - 1);
        Enter(context);
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        context.SetVariable(Holder(context), null);
        if (Count(context) > 0)
        {
            context.Send(DeliveryKind.Event, KeyOf(context), new MessageDraft());
        }

        context.Complete();
    }

    private static void Enter(ActivityContext context)
    {
        if (context.TryGetVariable(Holder(context), out var holder) && holder is not null)
        {
            context.SetVariable(Waiting(context), Count(context) + 1);
            context.Wait("event", KeyOf(context));
        }
        else if (context.Node.Child("body") is { } body)
        {
            context.SetVariable(Holder(context), context.Node.Id);
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }

    private static decimal Count(ActivityContext context) =>
        context.TryGetVariable(Waiting(context), out var count) && count is decimal number ? number : 0;

    private static string Holder(ActivityContext context) => $"section {context.RequiredText("Section")}";

    private static string Waiting(ActivityContext context) => $"section {context.RequiredText("Section")} waiting";

    private static string KeyOf(ActivityContext context) => $"{context.RunId}/section/{context.RequiredText("Section")}";
}
