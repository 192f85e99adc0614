using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>What came of compiling DMN files.</summary>
/// <param name="Program">Ready to decide; null where a file is no DMN at all. With errors it decides what they do not touch.</param>
/// <param name="Diagnostics">Everything that is wrong, at its place.</param>
public sealed record DmnCheck(DmnProgram? Program, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// A DMN model (1.1 to 1.5) with the models that it imports, compiled. Immutable; may be used from several threads at a time, each with
/// its own <see cref="FeelRun"/>.
/// </summary>
public sealed class DmnProgram
{
    private readonly DmnModel main;
    private readonly DmnGraph graph;
    private readonly Dictionary<DmnNode, CompiledNode> compiled;

    private DmnProgram(DmnModel main, DmnGraph graph, Dictionary<DmnNode, CompiledNode> compiled)
    {
        this.main = main;
        this.graph = graph;
        this.compiled = compiled;
    }

    /// <summary>The model's name.</summary>
    public string Name => main.Name;

    /// <summary>The namespace under which it is imported.</summary>
    public string Namespace => main.Namespace;

    /// <summary>The names of its decisions, in the order of the file.</summary>
    public IReadOnlyList<string> Decisions => [.. main.Decisions.Select(d => d.Variable.Name)];

    /// <summary>The names of its decision services, in the order of the file.</summary>
    public IReadOnlyList<string> Services => [.. main.Services.Select(s => s.Variable.Name)];

    /// <summary>Its input data with the types that values must conform to.</summary>
    public IReadOnlyList<FeelVariable> Inputs =>
    [
        .. graph.Nodes.OfType<InputNode>().Where(n => n.Model == main)
            .Select(n => new FeelVariable(n.Variable.Name, compiled[n].Type.Feel)),
    ];

    /// <summary>
    /// Compiles a model and those that it imports. The first file is the model; the others are found by the namespaces that are
    /// imported and may be in any order. Never throws.
    /// </summary>
    public static DmnCheck Compile(params IReadOnlyList<DmnFile> files)
    {
        var problems = new List<Diagnostic>();
        var models = new List<DmnModel>();
        foreach (var file in files)
        {
            var (model, found) = DmnReader.Read(file.Name, file.Text);
            problems.AddRange(found);
            if (model is not null)
            {
                models.Add(model);
            }
            else if (models.Count == 0)
            {
                return new DmnCheck(null, problems);
            }
        }

        return models.Count == 0 ? new DmnCheck(null, problems) : Compile(models, problems);
    }

    /// <summary>
    /// Makes a decision, or calls a decision service or knowledge model with the inputs as its arguments. Decisions that it requires are
    /// made once each, and only those.
    /// </summary>
    /// <param name="name">The decision, service or knowledge model.</param>
    /// <param name="inputs">Values of input data by name; values given for decisions stand for them.</param>
    /// <param name="run">Time, budget, and the reasons for nulls.</param>
    public DmnOutcome Evaluate(string name, IFeelContext inputs, FeelRun run)
    {
        var node = graph.Find(main.Namespace, name);
        return node is KnowledgeNode knowledge
            ? Call(knowledge, n => inputs.TryGet(n, out var value) ? value : null, run) : Evaluate(node, name, Given(inputs), run);
    }

    internal DmnNode? Find(string name, string? space = null) => graph.Find(space ?? main.Namespace, name);

    internal CompiledNode this[DmnNode node] => compiled[node];

    internal DmnOutcome Evaluate(DmnNode? node, string name, IReadOnlyDictionary<DmnNode, object?> given, FeelRun run)
    {
        switch (node)
        {
            case DecisionNode decision:
                var session = new DmnSession(compiled, given);
                return Outcome(session.Value(decision, run), run) with { Steps = session.Steps };
            case ServiceNode service:
                object?[] arguments = [.. service.Parameters.Select(p => given.GetValueOrDefault(p))];
                return Outcome(DmnSession.Invoke(compiled, service, arguments, run), run);
            default:
                run.Null(DmnReasons.NoDecision(name));
                return Outcome(null, run);
        }
    }

    /// <summary>Calls a knowledge model with arguments by the names of its parameters.</summary>
    internal DmnOutcome Call(KnowledgeNode node, Func<string, object?> argument, FeelRun run)
    {
        var parameters = node.Knowledge.Function?.Parameters ?? [];
        return Outcome(compiled[node].Function?.Invoke([.. parameters.Select(p => argument(p.Name))], run), run);
    }

    private static DmnOutcome Outcome(object? value, FeelRun run) =>
        new(run.IsExhausted ? null : value, run.IsExhausted, [.. run.Warnings], []);

    private Dictionary<DmnNode, object?> Given(IFeelContext inputs)
    {
        var given = new Dictionary<DmnNode, object?>();
        foreach (var name in inputs.Names)
        {
            inputs.TryGet(name, out var value);
            if (graph.Find(main.Namespace, name) is { } node)
            {
                given[node] = value;
            }
            else if (main.Imports.FirstOrDefault(i => i.Name == name) is { } import && value is IFeelContext inner)
            {
                foreach (var field in inner.Names.Where(n => graph.Find(import.Namespace, n) is not null))
                {
                    given[graph.Find(import.Namespace, field)!] = inner.TryGet(field, out var part) ? part : null;
                }
            }
        }

        return given;
    }

    private static DmnCheck Compile(List<DmnModel> models, List<Diagnostic> problems)
    {
        var reached = Reached(models, problems);
        var graph = DmnGraph.Link(reached, problems);
        var nodes = new NodeCompiler(graph, reached, problems).Compile();
        return new DmnCheck(new DmnProgram(models[0], graph, nodes), problems);
    }

    /// <summary>The model and what it imports, directly or not; the first of two with one namespace.</summary>
    private static List<DmnModel> Reached(List<DmnModel> models, List<Diagnostic> problems)
    {
        var reached = new List<DmnModel> { models[0] };
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var import in reached[i].Imports.Where(m => m.IsDmn))
            {
                var found = models.FirstOrDefault(m => m.Namespace == import.Namespace);
                if (found is null)
                {
                    problems.Add(DmnProblems.NoImport(import.Place, import.Namespace));
                }
                else if (!reached.Contains(found))
                {
                    reached.Add(found);
                }
            }
        }

        return reached;
    }
}
