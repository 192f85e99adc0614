using Workflows.Engine.Activities;
using Workflows.Engine.Definitions.Building;
using Workflows.Engine.Running;

namespace Workflows.Tests.Runs;

/// <summary>What a program of somebody else's writes: an activity in ten lines and a definition in C#.</summary>
public sealed class Embedding
{
    [Fact]
    public async Task Definition_made_in_code_runs_an_activity_of_ones_own()
    {
        var definition = new WorkflowBuilder("greet")
            .Input("Who", "String").Variable("Loud", "String")
            .Build(Step.Sequence(
                Step.Of("Shop.Shout").Set("text", Expr.JavaScript("getWho() + '!'")).Into("result", "Loud"),
                Step.WaitForEvent("reply"),
                Step.If(Expr.Feel("Loud = \"ANNA!\"", "Boolean"), Step.WriteLine(Expr.JavaScript("getLoud()")), Step.WriteLine("quiet"))));
        var rehearsal = new Rehearsal([definition], DateTimeOffset.UnixEpoch, catalogue: new ActivityCatalogue([new Shout()]));
        await rehearsal.StartAsync("greet", Engine.Runs.RunValues.Context([new("Who", "Anna")]));
        Assert.Equal("waiting", (await rehearsal.ReportAsync()).Status);
        await rehearsal.SendAsync("reply");
        var report = await rehearsal.ReportAsync();
        Assert.Equal(("finished", "ANNA!"), (report.Status, Assert.Single(report.Lines)));
    }

    [Fact]
    public async Task Flowchart_made_in_code_follows_its_connections()
    {
        var definition = new WorkflowBuilder("flow").Build(Step
            .Flowchart(
                Step.Of("Elsa.FlowDecision").Id("d").Set("condition", true), Step.WriteLine("yes").Id("y"), Step.WriteLine("no").Id("n"))
            .Connect("d", "y", "True").Connect("d", "n", "False"));
        var rehearsal = new Rehearsal([definition], DateTimeOffset.UnixEpoch);
        await rehearsal.StartAsync("flow");
        Assert.Equal(["yes"], (await rehearsal.ReportAsync()).Lines);
    }

    private sealed class Shout : Activity
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
}
