using Workflows.Engine.Activities;

namespace Shop;

/// <summary>An activity of one's own: what it is, as data, and what it does.</summary>
public sealed class Shout : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Shop.Shout", "Shop", "Shout", "Says it louder.")
    {
        Inputs = [new("Text", "String", "Text")],
        Outputs = [new("Result", "String", "Result")],
    };

    public override void Execute(ActivityContext context)
    {
        context.Output("Result", context.Text("Text")?.ToUpperInvariant());
        context.Complete();
    }
}
