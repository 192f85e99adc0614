using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>
/// Makes the elements of a graph ready: types first, then functions, which may call each other and themselves, then decisions in an order
/// in which each knows the types of those that it requires.
/// </summary>
internal sealed class NodeCompiler(DmnGraph graph, IReadOnlyList<DmnModel> models, List<Diagnostic> problems)
{
    private readonly Dictionary<DmnModel, DmnTypes> types = [];
    private readonly HashSet<DmnModel> making = [];
    private readonly Dictionary<DmnNode, CompiledNode> nodes = [];

    public Dictionary<DmnNode, CompiledNode> Compile()
    {
        foreach (var model in models)
        {
            TypesOf(model);
        }

        foreach (var node in graph.Nodes)
        {
            Declare(node);
        }

        foreach (var service in graph.Nodes.OfType<ServiceNode>())
        {
            nodes[service].Function = ServiceFunction(service);
        }

        Functions();
        foreach (var decision in InOrder())
        {
            Decision(decision);
        }

        return nodes;
    }

    private DmnTypes TypesOf(DmnModel model)
    {
        if (types.TryGetValue(model, out var known))
        {
            return known;
        }

        // Models may import each other in a circle: the one that is met again is seen without the others' types.
        making.Add(model);
        var imported = new List<(string, DmnTypes)>();
        foreach (var import in model.Imports)
        {
            var found = models.FirstOrDefault(m => m.Namespace == import.Namespace);
            if (found is not null && !making.Contains(found))
            {
                imported.Add((import.Name, TypesOf(found)));
            }
        }

        making.Remove(model);
        return types[model] = new DmnTypes(model, imported, problems);
    }

    /// <summary>The declared type, which is all that is known before expressions are compiled.</summary>
    private void Declare(DmnNode node)
    {
        var declared = types[node.Model].Of(node.Variable);
        nodes[node] = node switch
        {
            KnowledgeNode k => new CompiledNode(BoxCompiler.ResultOf(declared)) { Known = FunctionType(k, declared) },
            ServiceNode => new CompiledNode(BoxCompiler.ResultOf(declared)) { Known = FeelType.Function },
            _ => new CompiledNode(declared),
        };
    }

    private FunctionType FunctionType(KnowledgeNode node, DmnType declared) => FeelType.FunctionOf(
        [.. (node.Knowledge.Function?.Parameters ?? []).Select(p => types[node.Model].Of(p.TypeRef, SourcePlace.None).Feel)],
        BoxCompiler.ResultOf(declared).Feel);

    private void Functions()
    {
        var frames = new List<(CompiledNode Node, object?[] Frame)>();
        foreach (var node in graph.Nodes.OfType<KnowledgeNode>())
        {
            var compiled = nodes[node];
            if (node.Knowledge.Function is not { } box)
            {
                problems.Add(DmnProblems.NoLogic(node.Variable.Place, node.Variable.Name));
                continue;
            }

            // A knowledge model may call itself without saying that it requires itself.
            compiled.Sources = [.. Sources(node), new FrameSource(node.Variable.Name, [node], false)];
            var function = new BoxCompiler(types[node.Model], problems).Function(box, Scope(node), node.Variable.Name, compiled.Type);
            var frame = new object?[compiled.Sources.Count];
            compiled.Function = (FeelFunction?)function.Run(frame, new FeelRun(default(FeelDateTime)));
            compiled.Known = function.Type;
            frames.Add((compiled, frame));
        }

        foreach (var (node, frame) in frames)
        {
            for (var i = 0; i < frame.Length; i++)
            {
                frame[i] = node.Sources[i].From(n => nodes[n].Function);
            }
        }
    }

    private DmnFunction ServiceFunction(ServiceNode service)
    {
        var parameters = service.Parameters.Select(p => new FeelParameter(p.Variable.Name, nodes[p].Type.Feel) { AcceptsNull = true });
        var only = service.Outputs.Count == 1 ? nodes[service.Outputs[0]].Type.Feel : FeelType.Any;
        var result = ReferenceEquals(nodes[service].Type, DmnType.Any) ? only : nodes[service].Type.Feel;
        return new DmnFunction(service.Variable.Name, [.. parameters], result,
            (arguments, run) => DmnSession.Invoke(nodes, service, arguments, run));
    }

    private void Decision(DecisionNode node)
    {
        var compiled = nodes[node];
        compiled.Sources = [.. Sources(node)];
        var box = new BoxCompiler(types[node.Model], problems).Compile(node.Decision.Logic, Scope(node));
        if (node.Decision.Logic is not null)
        {
            compiled.Logic = box.Run;
            compiled.Table = box.Decide;
            compiled.Known = ReferenceEquals(compiled.Type, DmnType.Any) ? box.Type : compiled.Type.Feel;
        }
    }

    private FeelScope Scope(DmnNode node) => new(
        [.. nodes[node].Sources.Select(s => new FeelVariable(s.Name, s.TypeFrom(n => nodes[n].Known)))], types[node.Model].Names);

    /// <summary>What an element sees: what it requires of its own model by name, of others under the names of their imports.</summary>
    private static IEnumerable<FrameSource> Sources(DmnNode node)
    {
        var imports = new Dictionary<string, List<DmnNode>>(StringComparer.Ordinal);
        foreach (var required in node.Requires)
        {
            var import = required.Model == node.Model ? string.Empty
                : node.Model.Imports.FirstOrDefault(i => i.Namespace == required.Model.Namespace)?.Name;
            if (string.IsNullOrEmpty(import))
            {
                yield return new FrameSource(required.Variable.Name, [required], false);
            }
            else
            {
                (imports.TryGetValue(import, out var group) ? group : imports[import] = []).Add(required);
            }
        }

        foreach (var (name, group) in imports)
        {
            yield return new FrameSource(name, group, true);
        }
    }

    /// <summary>Every decision after those that it requires. Cycles are cut before.</summary>
    private List<DecisionNode> InOrder()
    {
        var order = new List<DecisionNode>();
        var done = new HashSet<DecisionNode>();
        foreach (var start in graph.Nodes.OfType<DecisionNode>())
        {
            var path = new Stack<DecisionNode>([start]);
            while (path.TryPeek(out var node))
            {
                var open = done.Contains(node) ? [] : node.Requires.OfType<DecisionNode>().Where(r => !done.Contains(r)).ToList();
                open.ForEach(path.Push);
                if (open.Count > 0)
                {
                    continue;
                }

                path.Pop();
                if (done.Add(node))
                {
                    order.Add(node);
                }
            }
        }

        return order;
    }
}
