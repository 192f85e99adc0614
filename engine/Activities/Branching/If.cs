namespace Workflows.Engine.Activities.Branching;

/// <summary>Runs Then or Else.</summary>
internal sealed class If : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.If", "Branching", new("If", "如果"),
        new("Runs Then or Else.", "执行“则”或“否则”。"))
    {
        Inputs = [new("Condition", "Boolean", new("Condition", "条件")) { UiHint = "checkbox", DefaultSyntax = "FEEL" }],
        Outputs = [new("Result", "Boolean", new("Result", "结果"))],
        Ports = ["then", "else"],
    };

    public override void Execute(ActivityContext context)
    {
        var holds = context.Flag("Condition");
        context.Output("Result", holds);
        if (context.Node.Child(holds ? "then" : "else") is { } branch)
        {
            context.Schedule(branch);
        }
        else
        {
            context.Complete();
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => context.Complete();
}
