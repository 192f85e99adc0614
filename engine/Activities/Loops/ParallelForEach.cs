namespace Workflows.Engine.Activities.Loops;

/// <summary>Runs its body for all items at once and waits for all.</summary>
internal sealed class ParallelForEach : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.ParallelForEach", "Looping", new("Parallel for each", "并行逐项"),
        new("Runs its body for all items at once and waits for all.", "对所有项目同时执行主体并等待全部完成。"))
    {
        Inputs = [new("Items", "Object[]", new("Items", "项目"))],
        Ports = ["body"],
    };

    public override bool IsLoop => true;

    public override IReadOnlyList<string> LocalVariables => LoopVariables.Names;

    public override void Execute(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body)
        {
            foreach (var (index, item) in context.List("Items").Index())
            {
                context.Schedule(body, [new(LoopVariables.CurrentValue, item), new(LoopVariables.CurrentIndex, (decimal)index)]);
            }
        }

        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (context.LiveChildren == 0)
        {
            context.Complete();
        }
    }
}
