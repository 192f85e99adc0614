namespace Workflows.Engine.Activities.Loops;

/// <summary>Runs its body as long as the condition holds.</summary>
internal sealed class While : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.While", "Looping", new("While", "当"),
        new("Runs its body as long as the condition holds.", "条件成立时反复执行主体。"))
    {
        Inputs = [new("Condition", "Boolean", new("Condition", "条件")) { DefaultSyntax = "FEEL" }],
        Ports = ["body"],
    };

    public override bool IsLoop => true;

    public override void Execute(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body && context.Flag("Condition"))
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => Execute(context);
}
