namespace Workflows.Engine.Activities.Primitives;

/// <summary>Lets one run at most of a definition deal with a matter: it holds the matter's key until it ends, however it ends.</summary>
internal sealed class HoldKey : Activity
{
    private const string Held = "Held";
    private const string Taken = "Taken";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.HoldKey", "Primitives", new("Hold a business key", "占用业务键"),
        new("Holds a key until the run ends, so that no other run of this workflow can; takes the way Taken where one does already.",
            "占用业务键直至流程结束，同一工作流的其他流程不能再占用；若已被占用则走 Taken 分支。"))
    {
        Inputs = [Option.Text("Key", new("Business key", "业务键")).Required()],
        Outputs = [Option.Gives("Holder", "String", new("Run that holds it", "占用的流程"))],
        Outcomes = [Held, Taken],
    };

    public override void Execute(ActivityContext context)
    {
        if (context.TryHold(context.RequiredText("Key"), out var holder))
        {
            context.Complete(Held);
            return;
        }

        context.Output("Holder", holder);
        context.Complete(Taken);
    }
}
