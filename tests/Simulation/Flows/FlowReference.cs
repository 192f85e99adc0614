namespace Workflows.Simulation.Flows;

/// <summary>What must come of a flowchart.</summary>
/// <param name="Times">How often each node of the definition runs.</param>
/// <param name="Ends">Whether the flowchart ends; else tokens are left that nobody takes.</param>
internal sealed record FlowExpectation(IReadOnlyDictionary<string, int> Times, bool Ends);

/// <summary>
/// The meaning of a flowchart, read off without any order of events: nodes are looked at in the order of their edges, and how often one
/// runs follows from how often those before it ran. Slow, plain, and no relative of the engine.
/// </summary>
internal static class FlowReference
{
    public static FlowExpectation Read(FlowSpec flow)
    {
        var runs = new int[flow.Nodes.Count];
        var left = false;
        for (var i = 0; i < runs.Length; i++)
        {
            var inbound = flow.Edges.Where(edge => edge.Target == i).Select(edge => Tokens(flow, runs, edge)).ToList();
            runs[i] = i == 0 ? 1 : Joined(flow, flow.Nodes[i], inbound);
            left |= flow.UsesTokens && inbound.Count > 1 && flow.Nodes[i].Joining == Joining.Pairs && inbound.Any(n => n > runs[i]);
        }

        var times = new Dictionary<string, int>();
        foreach (var (i, node) in flow.Nodes.Index())
        {
            Count(times, node, runs[i]);
        }

        return new FlowExpectation(times, !left);
    }

    private static int Tokens(FlowSpec flow, int[] runs, FlowEdge edge) =>
        flow.Nodes[edge.Source].Outcomes.Contains(edge.Port) ? runs[edge.Source] : 0;

    private static int Joined(FlowSpec flow, FlowNode node, List<int> inbound) => node.Joining switch
    {
        _ when inbound.Count == 1 => inbound[0],
        Joining.Each => inbound.Sum(),
        Joining.Pairs => inbound.Min(),
        Joining.All => inbound.All(n => n > 0) ? 1 : 0,
        _ => inbound.Any(n => n > 0) ? 1 : 0,
    };

    // A loop is several activities: its beginning, its body and the decision to go on or back.
    private static void Count(Dictionary<string, int> times, FlowNode node, int runs)
    {
        if (node.Kind != "loop")
        {
            times[node.Id] = runs;
            return;
        }

        var rounds = runs * (node.Rounds + 1);
        times[node.Id] = rounds;
        times[node.Id + "-again"] = rounds;
        times[node.Id + "-body"] = node.LeavesEarly ? runs * node.Rounds : rounds;
    }
}
