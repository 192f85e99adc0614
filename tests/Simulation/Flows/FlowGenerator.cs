namespace Workflows.Simulation.Flows;

/// <summary>Makes random flowcharts: everything can be reached from the first node, decisions are fixed, loops count.</summary>
internal static class FlowGenerator
{
    private static readonly string[] Steps = ["line", "line", "delay", "event", "task", "http", "child"];

    public static FlowSpec Next(Random random)
    {
        var usesTokens = random.Next(3) == 0;
        var nodes = new List<FlowNode> { new("n0", "line", Joining.Active, ["Done"]) };
        var edges = new List<FlowEdge>();
        var count = random.Next(3, usesTokens ? 9 : 14);
        for (var i = 1; i < count; i++)
        {
            // One edge makes it reachable; more of them make a join.
            var inbound = random.Next(3) == 0 ? random.Next(2, 4) : 1;
            var found = Enumerable.Range(0, inbound)
                .Select(_ => random.Next(Math.Max(0, i - 5), i))
                .Select(source => new FlowEdge(source, PortOf(nodes[source], random), i)).Distinct().ToList();
            edges.AddRange(found);
            nodes.Add(NodeOf($"n{i}", usesTokens, isJoin: found.Count > 1, random));
        }

        return new FlowSpec(usesTokens, nodes, edges);
    }

    private static FlowNode NodeOf(string id, bool usesTokens, bool isJoin, Random random)
    {
        var joining = usesTokens
            ? random.Next(2) == 0 ? Joining.Each : Joining.Pairs
            : random.Next(2) == 0 ? Joining.Active : Joining.All;
        if (isJoin && joining is Joining.All)
        {
            return new FlowNode(id, "join", joining, ["Done"]);
        }

        joining = joining == Joining.All ? Joining.Active : joining;
        return random.Next(7) switch
        {
            0 => new FlowNode(id, "decision", joining, [random.Next(2) == 0 ? "True" : "False"]),
            1 => new FlowNode(id, "switch", joining, Picked(random)),
            2 => new FlowNode(id, "fork", joining, ["a", "b", "c"]),
            3 when !usesTokens => new FlowNode(id, "loop", joining, ["Done"], random.Next(1, 4)) { LeavesEarly = random.Next(2) == 0 },
            _ => new FlowNode(id, Steps[random.Next(Steps.Length)], joining, ["Done"]),
        };
    }

    private static List<string> Picked(Random random)
    {
        List<string> picked = [.. new[] { "a", "b", "c" }.Where(_ => random.Next(2) == 0)];
        return picked.Count == 0 ? ["Default"] : picked;
    }

    private static string PortOf(FlowNode source, Random random) => source.Kind switch
    {
        "decision" => random.Next(2) == 0 ? "True" : "False",
        "switch" => new[] { "a", "b", "c", "Default" }[random.Next(4)],
        "fork" => new[] { "a", "b", "c" }[random.Next(3)],
        _ => "Done",
    };
}
