using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.Dmn;

/// <summary>
/// One evaluation of a decision graph: the values given from outside, and those of the decisions made so far, each once. Requirements are
/// walked without recursion.
/// </summary>
internal sealed class DmnSession(Dictionary<DmnNode, CompiledNode> nodes, IReadOnlyDictionary<DmnNode, object?> given)
{
    private readonly Dictionary<DmnNode, object?> values = [];
    private readonly List<DmnStep> steps = [];

    /// <summary>The decisions made, in the order in which they were.</summary>
    public IReadOnlyList<DmnStep> Steps => steps;

    /// <summary>
    /// Calls a decision service: its parameters are all that its decisions see from outside. One output gives its value, several a context.
    /// </summary>
    public static object? Invoke(Dictionary<DmnNode, CompiledNode> nodes, ServiceNode service, object?[] arguments, FeelRun run)
    {
        var given = new Dictionary<DmnNode, object?>();
        for (var i = 0; i < arguments.Length; i++)
        {
            given[service.Parameters[i]] = arguments[i];
        }

        var session = new DmnSession(nodes, given);
        var result = service.Outputs.Count == 1 ? session.Value(service.Outputs[0], run)
            : FeelContext.Of(service.Outputs.Select(o => (o.Variable.Name, session.Value(o, run))));
        return nodes[service].Type.Convert(result, service.Variable.Name, run);
    }

    /// <summary>The value of a decision, made now where it is not yet.</summary>
    public object? Value(DecisionNode decision, FeelRun run)
    {
        var path = new Stack<DecisionNode>([decision]);
        while (path.TryPeek(out var node) && run.Step())
        {
            var isMade = values.ContainsKey(node);
            var missing = isMade || given.ContainsKey(node) ? [] : Missing(node);
            foreach (var required in missing)
            {
                path.Push(required);
            }

            if (missing.Count == 0)
            {
                path.Pop();
                values.TryAdd(node, isMade ? null : Made(node, run));
            }
        }

        return values.GetValueOrDefault(decision);
    }

    private List<DecisionNode> Missing(DecisionNode node) => [.. node.Requires.OfType<DecisionNode>().Where(r => !values.ContainsKey(r))];

    private object? Made(DecisionNode node, FeelRun run)
    {
        var compiled = nodes[node];
        if (given.TryGetValue(node, out var value))
        {
            return compiled.Type.Convert(value, node.Variable.Name, run);
        }

        if (compiled.Logic is null)
        {
            return run.Null(DmnReasons.NoLogic(node.Variable.Name));
        }

        var frame = new object?[compiled.Sources.Count];
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = compiled.Sources[i].From(n => Seen(n, run));
        }

        var hit = compiled.Table?.Invoke(frame, run) ?? new TableHit(compiled.Logic(frame, run), []);
        var made = compiled.Type.Convert(hit.Value, node.Variable.Name, run);
        steps.Add(new DmnStep(node.Variable.Name, made, [.. hit.Rows.Select(r => r + 1)]));
        return made;
    }

    private object? Seen(DmnNode node, FeelRun run)
    {
        if (nodes[node].Function is { } function)
        {
            return function;
        }

        if (!values.TryGetValue(node, out var value))
        {
            value = nodes[node].Type.Convert(given.GetValueOrDefault(node), node.Variable.Name, run);
            values[node] = value;
        }

        return value;
    }
}
