namespace Workflows.Engine.Activities.Loops;

/// <summary>Runs its body for each item, one after the other.</summary>
internal sealed class ForEach : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.ForEach", "Looping", new("For each", "逐项循环"),
        new("Runs its body for each item, one after the other.", "逐项依次执行主体。"))
    {
        Inputs = [new("Items", "Object[]", new("Items", "项目"))],
        Outputs = [new("CurrentValue", "Object", new("Current value", "当前值"))],
        Ports = ["body"],
    };

    private const string Index = "index";
    private const string Kept = "items";

    public override bool IsLoop => true;

    public override IReadOnlyList<string> LocalVariables => LoopVariables.Names;

    public override void Execute(ActivityContext context)
    {
        // Evaluated once: the items of a loop do not change while it runs. A constant list need not be kept.
        if (!context.IsConstantInput("Items"))
        {
            context.Remember(Kept, context.List("Items"));
        }

        Turn(context, 0);
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => Turn(context, context.Counter(Index));

    private static void Turn(ActivityContext context, int index)
    {
        var items = context.Recall(Kept) as IReadOnlyList<object?> ?? context.List("Items");
        if (index >= items.Count || context.Node.Child("body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.SetCounter(Index, index + 1);
        context.SetLocal(LoopVariables.CurrentValue, items[index]);
        context.SetLocal(LoopVariables.CurrentIndex, (decimal)index);
        context.Bind(LoopVariables.CurrentValue, items[index]);
        context.Schedule(body);
    }
}
