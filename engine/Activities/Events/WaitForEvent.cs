using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Events;

/// <summary>
/// Waits for an event of a name, or starts a run on one. A run with a correlation id takes only events that carry it or none.
/// </summary>
internal sealed class WaitForEvent : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Event", "Events", new("Event", "事件"),
            new("Waits for an event, or starts a run on it.", "等待某个事件，或由该事件启动流程。"))
    {
        Inputs =
        [
            Option.Text("EventName", new("Event name", "事件名称"),
                new("The name it is published under.", "发布该事件所用的名称。")).Required(),
        ],
        Outputs = [Option.Gives("Result", "Object", new("Payload", "内容"))],
        IsTrigger = true,
        Waits = true,
        Icon = "event",
    };

    /// <summary>What an event that stays within its run is waited for by.</summary>
    public static string LocalKey(string runId, string name) => $"{runId}/{name}";

    public override void Execute(ActivityContext context)
    {
        var name = context.RequiredText("EventName");
        context.Wait("event", name, correlationId: context.CorrelationId);
        if (context.Node.Definition.Nodes.Any(n => n.Activity is PublishEvent && n.Element["isLocalEvent"] is not null))
        {
            context.Wait("event", LocalKey(context.RunId, name));
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        context.Output("Result", resumption.Payload);
        context.Complete();
    }

    public override IEnumerable<TriggerDraft> Triggers(TriggerContext context) =>
        context.Text("EventName") is { Length: > 0 } name ? [new TriggerDraft("event", name)] : [];
}
