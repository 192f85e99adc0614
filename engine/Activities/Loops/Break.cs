namespace Workflows.Engine.Activities.Loops;

/// <summary>Leaves the nearest loop.</summary>
internal sealed class Break : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Break", "Looping", new("Break", "跳出循环"),
        new("Leaves the nearest loop.", "跳出最近的循环。"))
    {
        IsTerminal = true,
        Outcomes = [],
    };

    public override void Execute(ActivityContext context) => context.BreakLoop();
}
