using Workflows.Engine.Activities;
using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>
/// A version of a definition made ready to run: made once, used by all its runs, safe for many threads. It may hold mistakes: an activity
/// of unknown type is there and faults when it is reached.
/// </summary>
public sealed class CompiledDefinition
{
    private readonly Dictionary<string, ActivityNode> _byId = new(StringComparer.Ordinal);
    private readonly List<ActivityNode> _nodes = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<DefinitionReference> _references = [];

    internal CompiledDefinition(WorkflowDefinition definition, ActivityCatalogue catalogue)
    {
        Definition = definition;
        Catalogue = catalogue;
    }

    public WorkflowDefinition Definition { get; }

    public ActivityCatalogue Catalogue { get; }

    /// <summary>All activities; the first is the workflow itself.</summary>
    public IReadOnlyList<ActivityNode> Nodes => _nodes;

    /// <summary>The workflow itself, which holds variables, inputs and the root activity.</summary>
    public ActivityNode Workflow => _nodes[0];

    /// <summary>What is wrong with types, expressions and connections.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Definitions that it uses as activities.</summary>
    public IReadOnlyList<DefinitionReference> References => _references;

    /// <summary>The set that holds this definition alone, made once; nobody adds to it.</summary>
    internal Runs.DefinitionSet Alone
    {
        get
        {
            if (field is null)
            {
                var alone = new Runs.DefinitionSet();
                alone.Add(this);
                field = alone;
            }

            return field;
        }
    }

    /// <summary>The activity with this id, or null.</summary>
    public ActivityNode? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Compiles a definition.</summary>
    public static CompiledDefinition Compile(WorkflowDefinition definition, ActivityCatalogue catalogue) =>
        new DefinitionCompiler(definition, catalogue).Compile();

    internal void Add(ActivityNode node)
    {
        _nodes.Add(node);
        _byId[node.Id] = node;
    }

    internal void Report(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    internal void Refer(DefinitionReference reference) => _references.Add(reference);
}

/// <summary>
/// A definition used as an activity. It is looked for by version id, then by logical id (its published version), then by the type name.
/// </summary>
/// <param name="TypeName">The activity's type: the other definition's name in PascalCase.</param>
/// <param name="DefinitionId">Logical id, or null.</param>
/// <param name="VersionId">The version it is pinned to, or null.</param>
public sealed record DefinitionReference(string TypeName, string? DefinitionId, string? VersionId);
