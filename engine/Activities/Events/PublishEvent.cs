using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities.Events;

/// <summary>
/// Publishes an event: it starts the definitions that it triggers and resumes the runs that wait for it, each exactly once.
/// </summary>
internal sealed class PublishEvent : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.PublishEvent", "Events", new("Publish event", "发布事件"),
        new("Publishes an event for runs that wait for it and definitions that it starts.",
            "发布事件，唤醒等待它的流程并启动由它触发的定义。"))
    {
        Inputs =
        [
            Option.Text("EventName", new("Event name", "事件名称")).Required(),
            Option.Text("CorrelationId", new("Correlation id", "关联标识"),
                new("Only runs with this id take it.", "仅具有该标识的流程会收到。")),
            Option.Flag("IsLocalEvent", new("Only this run", "仅限本流程"),
                new("The event stays within this run.", "事件只在本流程内有效。")),
            Option.Json("Payload", new("Payload", "内容")),
            Option.Duration("KeepFor", new("Keep for", "保留时长"), new(
                "How long it is kept for runs that begin to wait later; empty: who does not wait now misses it.",
                "为之后才开始等待的流程保留多久；留空则此刻未等待者收不到。")),
        ],
        Icon = "publish",
    };

    public override void Execute(ActivityContext context)
    {
        var name = context.RequiredText("EventName");
        var isLocal = context.Flag("IsLocalEvent");
        var keep = Timing.Span(context, "KeepFor");
        context.Send(DeliveryKind.Event, isLocal ? WaitForEvent.LocalKey(context.RunId, name) : name, new MessageDraft
        {
            CorrelationId = context.Text("CorrelationId") is { Length: > 0 } id ? id : null,
            Payload = context.Input("Payload"),
            KeepUntil = keep is { } span ? Timing.After(context, span) : null,
        });
        context.Complete();
    }
}
