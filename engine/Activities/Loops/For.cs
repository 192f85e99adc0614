namespace Workflows.Engine.Activities.Loops;

/// <summary>Runs its body for each number from start to end.</summary>
internal sealed class For : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.For", "Looping", new("For", "计数循环"),
        new("Runs its body for each number from start to end.", "对从起始到结束的每个数执行主体。"))
    {
        Inputs =
        [
            new("Start", "Int32", new("Start", "起始")) { Default = 0m },
            new("End", "Int32", new("End", "结束")) { Default = 0m },
            new("Step", "Int32", new("Step", "步长")) { Default = 1m },
            new("OuterBoundInclusive", "Boolean", new("Include the end", "包含结束值")) { Default = true, UiHint = "checkbox" },
        ],
        Outputs = [new("CurrentValue", "Object", new("Current value", "当前值"))],
        Ports = ["body"],
    };

    private const string Next = "next";
    private const string CurrentValue = "CurrentValue";

    public override bool IsLoop => true;

    public override IReadOnlyList<string> LocalVariables { get; } = [CurrentValue];

    public override void Execute(ActivityContext context)
    {
        var step = context.Number("Step") ?? 1;
        if (step == 0)
        {
            throw ActivityContext.Fault("E111", new("The step of a counted loop is 0.", "计数循环的步长为 0。"));
        }

        var value = context.Recall(Next) is decimal kept ? kept : context.Number("Start") ?? 0;
        var end = context.Number("End") ?? 0;
        var isInside = (step > 0 ? value < end : value > end) || (value == end && context.Flag("OuterBoundInclusive", true));
        if (!isInside || context.Node.Child("body") is not { } body)
        {
            context.Complete();
            return;
        }

        context.SetLocal(CurrentValue, value);
        context.Output(CurrentValue, value);
        context.Remember(Next, value + step);
        context.Schedule(body);
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => Execute(context);
}
