using Workflows.Engine.Ports;

namespace Workflows.Engine.Activities.Regions;

/// <summary>
/// A state of the case: reached, withdrawn, or waited for. What waits for it goes on while it is reached, and waits again for the next time
/// once it is withdrawn.
/// </summary>
internal sealed class Milestone : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.Milestone", "Control", new("Milestone", "里程碑"),
        new("Reaches, withdraws or waits for a state of the case.", "达到、撤销或等待某个里程碑。"))
    {
        Inputs =
        [
            Option.Text("Milestone", new("Milestone", "里程碑")).Required(),
            Option.Choice("Mode", new("What is done", "操作"), null, "Reach", "Withdraw", "Wait"),
        ],
        Waits = true,
        Icon = "flag",
    };

    public override void Execute(ActivityContext context)
    {
        var name = context.RequiredText("Milestone");
        switch (context.Text("Mode"))
        {
            case "Wait":
                WaitOrGoOn(context, name);
                break;
            case "Withdraw":
                context.SetVariable(VariableOf(name), false);
                context.Complete();
                break;
            default:
                context.SetVariable(VariableOf(name), true);
                context.Send(DeliveryKind.Event, KeyOf(context, name), new MessageDraft());
                context.Complete();
                break;
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption) =>
        WaitOrGoOn(context, context.RequiredText("Milestone"));

    private static void WaitOrGoOn(ActivityContext context, string name)
    {
        if (context.TryGetVariable(VariableOf(name), out var reached) && reached is true)
        {
            context.Complete();
        }
        else
        {
            context.Wait("event", KeyOf(context, name));
        }
    }

    private static string VariableOf(string name) => $"milestone {name}";

    private static string KeyOf(ActivityContext context, string name) => $"{context.RunId}/milestone/{name}";
}
