using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Building;

namespace Workflows.Simulation.Flows;

/// <summary>Definitions that random flowcharts do not cover: races, regions, messages between runs. Every one of them ends.</summary>
internal static class OtherDefinitions
{
    public static IEnumerable<WorkflowDefinition> All() =>
    [
        new WorkflowBuilder(FlowDefinitions.Child).Output("Answer", "Int32").Build(Step.Sequence(
            Step.WriteLine("child"),
            Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(2)).Id("rest"),
            Step.Of("Elsa.SetOutput").Set("outputName", "Answer").Set("outputValue", 7))),
        new WorkflowBuilder("race").Build(Step.Of("Elsa.Fork").Set("joinMode", "WaitAny").Set("branches", new[]
        {
            Step.Sequence(Step.WaitForEvent("race-go"), Step.WriteLine("event")),
            Step.Sequence(Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(30)), Step.WriteLine("late")),
            Step.Sequence(Step.Of("Elsa.ExecuteWorkflow").Set("workflowDefinitionId", FlowDefinitions.Child), Step.WriteLine("child won")),
        })),
        new WorkflowBuilder("many").Build(Step.Of("Workflows.MultiInstance").Set("count", 4).Set("needed", 3)
            .Set("body", Step.Sequence(Step.Of("Workflows.HumanTask").Set("title", "one of many")))),
        new WorkflowBuilder("each").Build(Step.Of("Elsa.ParallelForEach").Set("items", new object[] { 1, 2, 3 })
            .Set("body", Step.Of("Elsa.FlowSendHttpRequest").Set("url", "https://example.test/each").Set("method", "POST"))),
        new WorkflowBuilder("sections").Build(Step.Parallel(
            Section("first", Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(1))),
            Section("second", Step.WaitForEvent("sections-second")),
            Section("third", Step.WriteLine("third")))),
        new WorkflowBuilder("exclusive").Build(Step.Of("Elsa.Fork").Set("joinMode", "WaitAny").Set("branches", new[]
        {
            Step.Sequence(Section("own", Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(5))).Set("key", "till")),
            Step.Sequence(Step.WaitForEvent("exclusive-leave")),
        })),
        new WorkflowBuilder("enough").Build(Step.Sequence(
            Step.Of("Workflows.MultiInstance").Set("count", 3).Set("needed", 2).Set("rest", "End")
                .Set("body", Step.Sequence(Step.Of("Workflows.HumanTask").Set("title", "one of three"))),
            Step.WriteLine("enough"))),
        new WorkflowBuilder("sender").Build(Step.Sequence(
            Step.Of("Elsa.PublishEvent").Set("eventName", "sent").Set("keepFor", TimeSpan.FromDays(30)),
            Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(1)),
            Step.Of("Elsa.PublishEvent").Set("eventName", "race-go"))),
        new WorkflowBuilder("listener").Build(Step.Sequence(
            Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(1)), Step.WaitForEvent("sent"))),
        new WorkflowBuilder("started-by-event").Build(Step.Sequence(
            Step.Of("Elsa.Event").Set("eventName", "begin").Set("customProperties", Parts.Object(("canStartWorkflow", true))),
            Step.WriteLine("begun"))),
        new WorkflowBuilder("many-children").Build(Step.Of("Elsa.BulkDispatchWorkflows")
            .Set("workflowDefinitionId", FlowDefinitions.Child).Set("items", new object[] { 1, 2, 3 }).Set("waitForCompletion", true)),
    ];

    private static Step Section(string name, Step inside) =>
        Step.Of("Workflows.CriticalSection").Id(name).Set("section", "one").Set("body", Step.Sequence(inside));
}
