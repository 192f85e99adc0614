using CsCheck;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Building;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Runs;

/// <summary>Whatever a definition is and whatever reaches its run: folding the history gives the state, after every input.</summary>
public sealed class FoldingProperties
{
    [Fact]
    public Task Folding_gives_the_state_after_every_input() => Gen.Select(Steps(3), Gen.Int[0, 99].List[1, 12])
        .SampleAsync(async (root, choices) => await PlayAsync(root, choices), iter: 150);

    private static Gen<Step> Steps(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Int[0, 3].Select(i => Step.WriteLine($"line {i}")),
            Gen.Int[0, 2].Select(i => Step.WaitForEvent($"e{i}")),
            Gen.Int[0, 9].Select(i => Step.SetVariable("V", i)),
            Gen.Const(0).Select(_ => Step.Of("Elsa.Fault").Set("message", "broken")),
            Gen.Int[1, 3].Select(i => Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(i))));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Steps(depth - 1).Array[1, 3];
        return Gen.OneOf(
            leaf,
            inner.Select(Step.Sequence),
            inner.Select(Step.Parallel),
            inner.Select(steps => Step.Of("Elsa.Fork").Set("joinMode", "WaitAny").Set("branches", steps)),
            inner.Select(steps => Step.Of("Elsa.ForEach").Set("items", new object[] { 1, 2 }).Set("body", Step.Sequence(steps))),
            inner.Select(steps => Flow(steps, joins: "WaitAll")),
            inner.Select(steps => Flow(steps, joins: "WaitAny")));
    }

    /// <summary>All steps side by side between a start and a join.</summary>
    private static Step Flow(Step[] steps, string joins)
    {
        var all = new List<Step> { Step.Of("Elsa.Start").Id("s" + steps.GetHashCode()) };
        all.AddRange(steps.Select((step, i) => Step.Sequence(step).Id($"b{i}-{steps.GetHashCode()}")));
        all.Add(Step.Of("Elsa.FlowJoin").Id("j" + steps.GetHashCode()).Set("mode", joins));
        var flow = Step.Flowchart([.. all]);
        for (var i = 0; i < steps.Length; i++)
        {
            var branch = $"b{i}-{steps.GetHashCode()}";
            flow = flow.Connect("s" + steps.GetHashCode(), branch).Connect(branch, "j" + steps.GetHashCode());
        }

        return flow;
    }

    private static async Task PlayAsync(Step root, List<int> choices)
    {
        var some = new Some(DefinitionWriter.Write(new WorkflowBuilder("any").Variable("V").Build(root)));
        await some.StartAsync("r", "any");
        await some.AssertCleanAsync("r");
        foreach (var choice in choices)
        {
            await TakeAsync(some, choice);
            await some.AssertCleanAsync("r");
        }
    }

    private static async Task TakeAsync(Some some, int choice)
    {
        var head = (await some.Store.FindRunAsync("r"))!;
        var state = RunState.Restore(head);
        Assert.Equal(head.State.ToArray(), CommitBuilder.Snapshot(state));
        var waiting = state.Bookmarks.Values.OrderBy(b => b.Id, StringComparer.Ordinal).ToList();
        switch (choice % 6)
        {
            case 0 or 1 or 2 when waiting.Count > 0:
                await some.Service.ResumeAsync(new ResumeRequest(waiting[choice % waiting.Count].Id) { Payload = (decimal)choice });
                break;
            case 3:
                await some.Service.RepairAsync("r", new RetryRepair(), "somebody", null);
                break;
            case 4:
                await some.Service.RepairAsync("r", new SkipRepair(null, null), "somebody", null);
                break;
            case 5 when choice > 90:
                await some.Service.CancelAsync("r", "somebody");
                break;
            default:
                await some.Service.RepairAsync("r", new EditVariableRepair("V", (decimal)choice), "somebody", "because");
                break;
        }

        Assert.NotEqual(RunStatus.Running, (await some.Store.FindRunAsync("r"))!.Status);
    }
}
