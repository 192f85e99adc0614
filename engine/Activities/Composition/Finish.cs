namespace Workflows.Engine.Activities.Composition;

/// <summary>Finishes the whole run at once.</summary>
internal sealed class Finish : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Finish", "Composition", new("Finish", "终止"),
        new("Finishes the whole run at once.", "立即结束整个流程。"))
    {
        IsTerminal = true,
        Outcomes = [],
    };

    public override void Execute(ActivityContext context) => context.FinishRun();
}
