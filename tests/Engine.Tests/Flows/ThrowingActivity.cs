using Workflows.Engine.Activities;

namespace Workflows.Tests.Flows;

/// <summary>An activity of a host that has a bug.</summary>
internal sealed class ThrowingActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Test.Throw", "Test", "Throw", "Throws.");

    public override void Execute(ActivityContext context) => throw new InvalidOperationException("a bug");
}
