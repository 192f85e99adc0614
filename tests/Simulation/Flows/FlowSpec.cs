namespace Workflows.Simulation.Flows;

/// <summary>How what comes in is joined.</summary>
internal enum Joining
{
    /// <summary>All that can still come have come.</summary>
    Active,

    /// <summary>All have come and were followed.</summary>
    All,

    /// <summary>Tokens: each runs on its own.</summary>
    Each,

    /// <summary>Tokens: one of each connection run together.</summary>
    Pairs,
}

/// <summary>An activity of a random flowchart.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it does: line, delay, event, task, http, child, decision, switch, fork, join.</param>
/// <param name="Joining">How it joins what reaches it.</param>
/// <param name="Outcomes">The outcomes that it will end with, whatever happens around it.</param>
/// <param name="Rounds">How often a loop goes back to its beginning; 0 for everything else.</param>
internal sealed record FlowNode(string Id, string Kind, Joining Joining, IReadOnlyList<string> Outcomes, int Rounds = 0)
{
    /// <summary>Where a loop's way out lies: at its beginning, or behind its body.</summary>
    public bool LeavesEarly { get; init; }
}

/// <summary>A connection of a random flowchart, always to a node further on.</summary>
internal sealed record FlowEdge(int Source, string Port, int Target);

/// <summary>A random flowchart as plain data, from which the definition is made and the reference reads what must happen.</summary>
internal sealed record FlowSpec(bool UsesTokens, IReadOnlyList<FlowNode> Nodes, IReadOnlyList<FlowEdge> Edges)
{
    /// <summary>As one line, for whoever plays a world again.</summary>
    public string Tell() => $"{(UsesTokens ? "tokens" : "counters")}: "
        + string.Join(", ", Nodes.Select(n => $"{n.Id} {n.Kind} {n.Joining} [{string.Join('|', n.Outcomes)}]"))
        + "; " + string.Join(", ", Edges.Select(e => $"n{e.Source}:{e.Port}>n{e.Target}"));
}
