using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Building;

namespace Workflows.Simulation.Flows;

/// <summary>Makes the definition of a random flowchart.</summary>
internal static class FlowDefinitions
{
    /// <summary>Logical id of the definition that steps of kind child start.</summary>
    public const string Child = "child";

    public static WorkflowDefinition Of(string id, FlowSpec flow)
    {
        var builder = new WorkflowBuilder(id);
        var steps = new List<Step>();
        foreach (var node in flow.Nodes)
        {
            if (node.Kind == "loop")
            {
                builder.Variable("count_" + node.Id, "Int32", "0");
                steps.AddRange(Loop(node));
            }
            else
            {
                steps.Add(Join(StepOf(node, id), flow, node));
            }
        }

        var chart = Step.Flowchart([.. steps]).Id("flow");
        if (flow.UsesTokens)
        {
            chart.Set("customProperties", Parts.Object(("executionMode", "TokenBased")));
        }

        foreach (var node in flow.Nodes.Where(node => node.Kind == "loop"))
        {
            Close(chart, node);
        }

        foreach (var edge in flow.Edges)
        {
            var source = flow.Nodes[edge.Source];
            chart.Connect(
                source.Kind == "loop" ? source.Id + "-again" : source.Id,
                flow.Nodes[edge.Target].Id,
                source.Kind == "loop" ? "False" : edge.Port);
        }

        return builder.Build(chart);
    }

    private static Step StepOf(FlowNode node, string definition) => node.Kind switch
    {
        "delay" => Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(7)),
        "event" => Step.WaitForEvent($"{definition}-{node.Id}"),
        "task" => Step.Of("Workflows.HumanTask").Set("title", node.Id),
        "http" => Step.Of("Elsa.FlowSendHttpRequest").Set("url", "https://example.test/" + node.Id).Set("method", "POST"),
        "child" => Step.Of("Elsa.ExecuteWorkflow").Set("workflowDefinitionId", Child),
        "decision" => Step.Of("Elsa.FlowDecision").Set("condition", node.Outcomes[0] == "True"),
        "switch" => Step.Of("Elsa.FlowSwitch").Set("mode", "MatchAny").Set("cases", JsonPart.OfList(
            [.. new[] { "a", "b", "c" }.Select(name => Parts.Object(
                ("label", name), ("condition", Parts.Object(("type", "Literal"), ("value", node.Outcomes.Contains(name))))))])),
        "fork" => Step.Of("Elsa.FlowFork").Set("branches", new object[] { "a", "b", "c" }),
        "join" => Step.Of("Elsa.FlowJoin").Set("mode", "WaitAll"),
        _ => Step.WriteLine(node.Id),
    };

    private static Step Join(Step step, FlowSpec flow, FlowNode node)
    {
        step.Id(node.Id);
        return flow.UsesTokens
            ? step.Set("customProperties", Parts.Object(("mergeMode", node.Joining == Joining.Pairs ? "Merge" : "Cascade")))
            : step;
    }

    private static IEnumerable<Step> Loop(FlowNode node)
    {
        var count = "count_" + node.Id;
        var read = $"getC{count[1..]}()";
        yield return Step.SetVariable(count, Expr.JavaScript($"{read} + 1", "Int32")).Id(node.Id);
        yield return Step.Of("Elsa.Delay").Set("timeSpan", TimeSpan.FromMinutes(3)).Id(node.Id + "-body");
        yield return Step.Of("Elsa.FlowDecision").Id(node.Id + "-again")
            .Set("condition", Expr.JavaScript($"{read} <= {node.Rounds}", "Boolean"));
    }

    // Either beginning, body, decision and back; or beginning, decision, body and back.
    private static void Close(Step chart, FlowNode node)
    {
        if (node.LeavesEarly)
        {
            chart.Connect(node.Id, node.Id + "-again")
                .Connect(node.Id + "-again", node.Id + "-body", "True").Connect(node.Id + "-body", node.Id);
        }
        else
        {
            chart.Connect(node.Id, node.Id + "-body")
                .Connect(node.Id + "-body", node.Id + "-again").Connect(node.Id + "-again", node.Id, "True");
        }
    }
}
