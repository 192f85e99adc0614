namespace Workflows.Rules.Dmn;

/// <summary>
/// The elements of one model and of all that it imports, linked: references are resolved, and a cycle of
/// decisions is told and cut, so that whatever comes out can be evaluated.
/// </summary>
internal sealed class DmnGraph
{
    private readonly Dictionary<(string Namespace, string Id), DmnNode> byId = [];
    private readonly Dictionary<(string Namespace, string Name), DmnNode> byName = [];
    private readonly Dictionary<string, DmnModel> models = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> problems;

    private DmnGraph(List<Diagnostic> problems) => this.problems = problems;

    public IReadOnlyList<DmnNode> Nodes { get; private set; } = [];

    /// <summary>Links the models; two that have the same namespace are told, and the first one is taken.</summary>
    public static DmnGraph Link(IReadOnlyList<DmnModel> models, List<Diagnostic> problems)
    {
        var graph = new DmnGraph(problems) { Nodes = [.. models.SelectMany(Elements)] };
        foreach (var model in models)
        {
            graph.models.TryAdd(model.Namespace, model);
        }

        foreach (var node in graph.Nodes)
        {
            graph.Register(node);
        }

        foreach (var node in graph.Nodes)
        {
            graph.Resolve(node);
        }

        graph.Cut();
        return graph;
    }

    /// <summary>The element of that name in a model, preferring what the file lists first; null where there is none.</summary>
    public DmnNode? Find(string space, string name) => byName.GetValueOrDefault((space, name));

    private static IEnumerable<DmnNode> Elements(DmnModel model) =>
    [
        .. model.Inputs.Select(i => new InputNode(model, i)),
        .. model.Decisions.Select(d => new DecisionNode(model, d)),
        .. model.Knowledge.Select(k => new KnowledgeNode(model, k)),
        .. model.Services.Select(s => new ServiceNode(model, s)),
    ];

    private void Register(DmnNode node)
    {
        if (node.Id.Length > 0 && !byId.TryAdd((node.Model.Namespace, node.Id), node))
        {
            problems.Add(DmnProblems.TwiceId(node.Variable.Place, node.Id));
        }

        if (node.Variable.Name.Length > 0 && !byName.TryAdd((node.Model.Namespace, node.Variable.Name), node))
        {
            problems.Add(DmnProblems.TwiceName(node.Variable.Place, node.Variable.Name));
        }
    }

    private void Resolve(DmnNode node)
    {
        node.Requires = node switch
        {
            DecisionNode d => [.. d.Decision.Requires.Select(r => At(node, r)).OfType<DmnNode>().Distinct()],
            KnowledgeNode k => [.. k.Knowledge.Requires.Select(r => At(node, r)).OfType<DmnNode>().Distinct()],
            _ => [],
        };
        if (node is ServiceNode service)
        {
            service.Outputs = [.. service.Service.Outputs.Select(r => At(node, r)).OfType<DecisionNode>()];
            service.Parameters =
            [
                .. service.Service.InputData.Concat(service.Service.InputDecisions).Select(r => At(node, r)).OfType<DmnNode>(),
            ];
            foreach (var encapsulated in service.Service.Encapsulated)
            {
                At(node, encapsulated);
            }
        }
    }

    private DmnNode? At(DmnNode from, string reference)
    {
        var mark = reference.LastIndexOf('#');
        var id = reference[(mark + 1)..];
        var found = mark > 0 ? byId.GetValueOrDefault((reference[..mark], id)) : Seen(from.Model, id);
        if (found is null)
        {
            problems.Add(DmnProblems.NoElement(from.Variable.Place, reference));
        }

        return found;
    }

    /// <summary>The element in the model itself, else in those that it imports without a name, and they in turn: the nearest one.</summary>
    private DmnNode? Seen(DmnModel from, string id)
    {
        var reached = new List<DmnModel> { from };
        for (var i = 0; i < reached.Count; i++)
        {
            if (byId.TryGetValue((reached[i].Namespace, id), out var found))
            {
                return found;
            }

            var more = reached[i].Imports.Where(m => m.Name.Length == 0).Select(m => models.GetValueOrDefault(m.Namespace));
            reached.AddRange([.. more.OfType<DmnModel>().Where(m => !reached.Contains(m))]);
        }

        return null;
    }

    /// <summary>Depth first without recursion, since a file may chain as many decisions as it has room for.</summary>
    private void Cut()
    {
        var done = new HashSet<DecisionNode>();
        foreach (var start in Nodes.OfType<DecisionNode>().Where(n => !done.Contains(n)))
        {
            var path = new Stack<(DecisionNode Node, int Next)>([(start, 0)]);
            var open = new HashSet<DecisionNode> { start };
            while (path.TryPop(out var at))
            {
                Advance(at.Node, at.Next, path, open, done);
            }
        }
    }

    private void Advance(
        DecisionNode node, int next, Stack<(DecisionNode, int)> path, HashSet<DecisionNode> open, HashSet<DecisionNode> done)
    {
        if (next == node.Requires.Count)
        {
            open.Remove(node);
            done.Add(node);
            return;
        }

        if (node.Requires[next] is not DecisionNode required || done.Contains(required))
        {
            path.Push((node, next + 1));
        }
        else if (open.Add(required))
        {
            path.Push((node, next + 1));
            path.Push((required, 0));
        }
        else
        {
            problems.Add(DmnProblems.Cycle(node.Variable.Place, node.Variable.Name, required.Variable.Name));
            node.Requires = [.. node.Requires.Where(r => r != required)];
            path.Push((node, next));
        }
    }
}
