using Workflows.Rules;

namespace Workflows.Engine.Activities.Composition;

/// <summary>Stands for an activity whose type nobody knows, so that the rest of its definition can be shown and kept.</summary>
internal sealed class UnknownActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.NotFoundActivity", "Workflows", new("Unknown activity", "未知活动"),
        new("An activity whose type is not known here.", "此处未知类型的活动。"))
    {
        IsBrowsable = false,
    };

    public override void Execute(ActivityContext context) => throw ActivityContext.Fault("E103", new LocalText(
        $"There is no activity type {context.Node.Element.Type}.", $"不存在活动类型 {context.Node.Element.Type}。"));
}
