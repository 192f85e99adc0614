using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>A flowchart made ready: its connections, where it begins, how each activity joins.</summary>
internal sealed class FlowPlan
{
    private readonly ConcurrentDictionary<ActivityNode, FlowGraph> _graphs = new();
    private readonly List<FlowConnection> _connections;
    private readonly Dictionary<ActivityNode, JoinMode> _joins = [];
    private readonly Dictionary<ActivityNode, MergeMode> _merges = [];

    private FlowPlan(ActivityNode flowchart, List<FlowConnection> connections)
    {
        _connections = connections;
        Default = DefaultStart(flowchart) is { } start ? GraphFrom(start) : null;
        foreach (var child in flowchart.Children)
        {
            var mode = child.Activity is FlowJoin ? RunValues.AsText(child.Inputs.GetValueOrDefault("Mode")?.Constant) : null;
            _joins[child] = child.Activity switch
            {
                FlowJoin => JoinOf(mode),
                PartialJoin => JoinMode.Partial,
                _ => JoinMode.WaitAllActive,
            };
            _merges[child] = MergeOf(child, mode);
        }

        var wanted = flowchart.Element.Custom("executionMode")?.AsText();
        IsTokenBased = wanted is null ? null : wanted.StartsWith("Token", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The graph from where the flowchart ordinarily begins; null when it is empty.</summary>
    public FlowGraph? Default { get; }

    /// <summary>Whether the definition asks for tokens; null when it leaves that to the caller.</summary>
    public bool? IsTokenBased { get; }

    public FlowGraph GraphFrom(ActivityNode start) => _graphs.GetOrAdd(start, node => new FlowGraph(node, _connections));

    public JoinMode Join(ActivityNode node) => _joins[node];

    public MergeMode Merge(ActivityNode node) => _merges[node];

    /// <summary>How many branches are enough for a partial join.</summary>
    public static int Needed(ActivityNode node) => node.Inputs.GetValueOrDefault(PartialJoin.Needed)?.Constant switch
    {
        decimal number => (int)Math.Clamp(number, 1, int.MaxValue),
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Math.Max(number, 1),
        _ => 1,
    };

    public static FlowPlan Of(PlanContext context)
    {
        var connections = new List<FlowConnection>();
        var children = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var child in context.Node.Children)
        {
            // The written id: of two activities with one id the first is meant.
            children.TryAdd(child.Element["id"]?.AsText() ?? child.Id, child);
        }

        foreach (var part in context.Node.Element["connections"]?.List ?? [])
        {
            if (part.Kind == JsonValueKind.Object && Read(context, children, part) is { } connection)
            {
                connections.Add(connection);
            }
        }

        return new FlowPlan(context.Node, connections);
    }

    private static FlowConnection? Read(PlanContext context, Dictionary<string, ActivityNode> children, JsonPart part)
    {
        var source = Find(context, children, part, "source", out var sourceId);
        var target = Find(context, children, part, "target", out var targetId);
        if (source is null || target is null)
        {
            return null;
        }

        var port = (part["source"]?["port"] ?? part["sourcePort"] ?? part["outcome"])?.AsText();
        port = string.IsNullOrEmpty(port) ? "Done" : port;
        return new FlowConnection(source, port, target, $"{sourceId}:{port}>{targetId}");
    }

    private static ActivityNode? Find(
        PlanContext context, Dictionary<string, ActivityNode> children, JsonPart part, string end, out string id)
    {
        var named = part[end]?["activity"] ?? part[end] ?? part[end + "Activity"] ?? part[end + "Id"];
        id = (named?.Kind == JsonValueKind.Object ? named["id"] : named)?.AsText() ?? string.Empty;
        if (children.TryGetValue(id, out var node))
        {
            return node;
        }

        context.Report(DefinitionProblems.DanglingConnection(
            context.PlaceOf(named ?? part), id, NearestName.Find(id, children.Keys)));
        return null;
    }

    private ActivityNode? DefaultStart(ActivityNode flowchart)
    {
        var children = flowchart.Children;
        return children.FirstOrDefault(child => child.Activity is Start)
            ?? children.FirstOrDefault(child => child.Element.CanStartWorkflow)
            ?? children.FirstOrDefault(child => _connections.TrueForAll(c => c.Target != child))
            ?? (children.Count > 0 ? children[0] : null);
    }

    private static JoinMode JoinOf(string? mode) =>
        Enum.TryParse<JoinMode>(mode, ignoreCase: true, out var join) ? join : JoinMode.WaitAny;

    private static MergeMode MergeOf(ActivityNode child, string? joinMode)
    {
        if (child.Activity is FlowJoin)
        {
            return JoinOf(joinMode) == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
        }

        if (child.Activity is PartialJoin)
        {
            return MergeMode.Partial;
        }

        return Enum.TryParse<MergeMode>(child.Element.Custom("mergeMode")?.AsText(), ignoreCase: true, out var merge)
            ? merge
            : MergeMode.Stream;
    }
}
