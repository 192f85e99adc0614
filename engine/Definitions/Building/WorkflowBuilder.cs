using System.Globalization;

namespace Workflows.Engine.Definitions.Building;

/// <summary>
/// Makes a definition in C#. What comes out is the same as what is read from JSON, and can be written as such with
/// <see cref="DefinitionWriter"/>.
/// </summary>
/// <example>
/// <code>
/// var definition = new WorkflowBuilder("greet")
///     .Input("Who", "String")
///     .Build(Step.Sequence(Step.WriteLine(Expr.Feel("\"Hello \" + Who")), Step.WaitForEvent("reply")));
/// </code>
/// </example>
public sealed class WorkflowBuilder
{
    private readonly string _definitionId;
    private readonly List<JsonPart> _inputs = [];
    private readonly List<JsonPart> _outputs = [];
    private readonly List<JsonPart> _variables = [];
    private string _name;
    private int _version = 1;

    /// <param name="definitionId">Logical id, the same for all versions.</param>
    public WorkflowBuilder(string definitionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(definitionId);
        _definitionId = definitionId;
        _name = definitionId;
    }

    /// <summary>The name for people; in PascalCase it is the type under which others use the definition as an activity.</summary>
    public WorkflowBuilder Name(string name)
    {
        _name = name;
        return this;
    }

    public WorkflowBuilder Version(int version)
    {
        _version = version;
        return this;
    }

    public WorkflowBuilder Input(string name, string typeName = "Object", bool isRequired = false)
    {
        _inputs.Add(Parts.Object(("name", name), ("type", typeName), ("isRequired", isRequired)));
        return this;
    }

    public WorkflowBuilder Output(string name, string typeName = "Object")
    {
        _outputs.Add(Parts.Object(("name", name), ("type", typeName)));
        return this;
    }

    /// <summary>A variable of the workflow with the value that it starts with, as text or JSON text; null for none.</summary>
    public WorkflowBuilder Variable(string name, string typeName = "Object", string? value = null)
    {
        _variables.Add(Parts.Object(("id", name), ("name", name), ("typeName", typeName), ("value", value)));
        return this;
    }

    /// <summary>The definition. Throws for what no text could hold: an activity twice under one id is renamed, not refused.</summary>
    public WorkflowDefinition Build(Step root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var part = Parts.Object(
            ("id", _definitionId + ":" + _version.ToString(CultureInfo.InvariantCulture)),
            ("definitionId", _definitionId),
            ("name", _name),
            ("version", (decimal)_version),
            ("inputs", JsonPart.OfList(_inputs)),
            ("outputs", JsonPart.OfList(_outputs)),
            ("variables", JsonPart.OfList(_variables)),
            ("root", root.ToPart()));
        var reading = DefinitionReader.Read(_definitionId + ".json", DefinitionWriter.Write(part));
        return reading.Definition ?? throw new ArgumentException(reading.Diagnostics[0].ToString(), nameof(root));
    }
}
