using System.Text.Json;
using Workflows.Engine.Activities;
using Workflows.Engine.Expressions;
using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>Makes a definition ready to run: finds the types, compiles the expressions, binds outputs, lets each activity plan.</summary>
internal sealed class DefinitionCompiler
{
    private readonly WorkflowDefinition _definition;
    private readonly ActivityCatalogue _catalogue;
    private readonly CompiledDefinition _compiled;
    private readonly Dictionary<ActivityNode, ExpressionNames> _names = [];

    public DefinitionCompiler(WorkflowDefinition definition, ActivityCatalogue catalogue)
    {
        _definition = definition;
        _catalogue = catalogue;
        _compiled = new CompiledDefinition(definition, catalogue);
    }

    public CompiledDefinition Compile()
    {
        var root = _definition.Root;
        var element = new ActivityElement
        {
            Id = root.Id == "Workflow1" ? "Workflow" : "Workflow1",
            NodeId = "Workflow1",
            Type = "Elsa.Workflow",
            Source = JsonPart.OfMembers([]),
            Place = root.Place,
            Children = [new ChildElement("root", -1, null, root)],
            Variables = _definition.Variables,
        };
        Build(element, null, new ExpressionNames([], _definition.Inputs));
        return _compiled;
    }

    public SourcePlace PlaceOf(JsonPart part) => _definition.PlaceOf(part);

    public void Report(Diagnostic diagnostic) => _compiled.Report(diagnostic);

    public CompiledExpression? Expression(ActivityNode node, JsonPart? part, string typeName)
    {
        if (part is null)
        {
            return null;
        }

        if (part.Kind == JsonValueKind.Object && (part["expression"] is not null || part["typeName"] is not null))
        {
            return Wrapped(node, part, typeName);
        }

        if (part.Kind == JsonValueKind.Object && part["type"]?.AsText() is { } language && part.Members.Count <= 2)
        {
            return Compiled(node, language, part["value"], typeName, part);
        }

        return Compiled(node, part.Kind is JsonValueKind.Object or JsonValueKind.Array ? "Object" : "Literal", part, typeName, part);
    }

    public string? VariableName(ActivityNode node, JsonPart? part)
    {
        var id = (part?["memoryReference"] ?? part)?["id"]?.AsText() ?? part?.AsText();
        var name = part?["name"]?.AsText();
        var visible = _names[node].Variables;
        return (visible.FirstOrDefault(v => v.Id == id) ?? visible.FirstOrDefault(v => v.Name == (name ?? id)))?.Name;
    }

    private ActivityNode Build(ActivityElement element, ActivityNode? parent, ExpressionNames names)
    {
        var node = new ActivityNode(_compiled, _compiled.Nodes.Count, ActivityOf(element), element, parent);
        _compiled.Add(node);
        names = Visible(node, names);
        _names[node] = names;
        node.Variables = [.. element.Variables.Select(v =>
            new NodeVariable(v.Id, v.Name, v.IsArray ? v.TypeName + "[]" : v.TypeName, DefaultOf(v)))];
        var children = new ActivityNode[element.Children.Count];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Build(element.Children[i].Element, node, names);
            children[i].Position = i;
            children[i].Slot = element.Children[i];
        }

        node.Children = children;
        BindInputs(node);
        BindOutputs(node);
        node.Plan = node.Activity.Plan(new PlanContext(this, node));
        return node;
    }

    private Activity ActivityOf(ActivityElement element)
    {
        if (_catalogue.Find(element.Type) is { } known)
        {
            return known;
        }

        var definitionId = element["workflowDefinitionId"]?.AsText();
        var versionId = element["workflowDefinitionVersionId"]?.AsText();
        if (definitionId is not null || versionId is not null || _catalogue.IsDefinition(element.Type))
        {
            _compiled.Refer(new DefinitionReference(element.Type, definitionId, versionId));
            return _catalogue.InnerWorkflow;
        }

        var nearest = NearestName.Find(element.Type, _catalogue.All.Select(activity => activity.Descriptor.Type));
        Report(DefinitionProblems.UnknownType(element.Place, element.Type, nearest));
        return _catalogue.Unknown;
    }

    private static ExpressionNames Visible(ActivityNode node, ExpressionNames outer)
    {
        var own = node.Activity.LocalVariables;
        if (node.Element.Variables.Count == 0 && own.Count == 0)
        {
            return outer;
        }

        var declared = node.Element.Variables.Select(v => new VisibleVariable(v.Id, v.Name, v.TypeName, v.IsArray));
        var local = own.Select(name => new VisibleVariable(name, name, "Object", false));
        return outer with { Variables = [.. declared, .. local, .. outer.Variables] };
    }

    private static object? DefaultOf(VariableDeclaration variable)
    {
        var isText = variable is { TypeName: "String", IsArray: false };
        var value = isText ? TypeAliases.ValueOf(variable.Default) : TypeAliases.Parse(variable.Default);
        return TypeAliases.Convert(value, variable.IsArray ? variable.TypeName + "[]" : variable.TypeName);
    }

    private void BindInputs(ActivityNode node)
    {
        var inputs = new Dictionary<string, NodeInput>(StringComparer.OrdinalIgnoreCase);
        foreach (var descriptor in node.Activity.Descriptor.Inputs)
        {
            if (!descriptor.IsWrapped)
            {
                continue;
            }

            var expression = Expression(node, node.Element[descriptor.Property], descriptor.TypeName)
                ?? (descriptor.Default is null ? null : new ConstantExpression(descriptor.Default));
            if (expression is not null)
            {
                var constant = expression.IsConstant ? expression.Evaluate(NoRunContext.Instance) : null;
                inputs[descriptor.Name] = new NodeInput(descriptor, expression, expression.IsConstant, constant);
            }
        }

        node.Inputs = inputs;
    }

    private void BindOutputs(ActivityNode node)
    {
        var outputs = new List<NodeOutput>();
        foreach (var descriptor in node.Activity.Descriptor.Outputs)
        {
            if (OutputBinding(node, descriptor.Name, node.Element[descriptor.Property]) is { } bound)
            {
                outputs.Add(bound);
            }
        }

        node.Outputs = outputs;
    }

    internal NodeOutput? OutputBinding(ActivityNode node, string name, JsonPart? part)
    {
        if (part?["memoryReference"]?["id"]?.AsText() is not { } id)
        {
            return null;
        }

        var variable = VariableName(node, part);
        var output = variable is null ? _definition.Outputs.FirstOrDefault(o => o.Name == id)?.Name : null;
        return variable is null && output is null ? null : new NodeOutput(name, variable, output);
    }

    private CompiledExpression? Wrapped(ActivityNode node, JsonPart part, string typeName)
    {
        var wanted = typeName is "Object" or "" ? part["typeName"]?.AsText() ?? "Object" : typeName;
        var expression = part["expression"];
        var reference = part["memoryReference"];
        if (expression is null)
        {
            return reference is not null && VariableName(node, part) is { } name ? new VariableExpression(name, wanted) : null;
        }

        if (expression.Kind != JsonValueKind.Object)
        {
            return Compiled(node, "Literal", expression, wanted, expression);
        }

        var language = expression["type"]?.AsText() ?? "Literal";
        var value = expression["value"];
        if (language == "Variable" && value is null)
        {
            value = reference;
        }

        return value is null && language is "Literal" or "Object" or "Json" && value is null
            ? null
            : Compiled(node, language, value, wanted, value ?? expression);
    }

    private CompiledExpression Compiled(ActivityNode node, string language, JsonPart? value, string typeName, JsonPart place) =>
        ExpressionCompiler.Compile(new ExpressionText(language, value, typeName, PlaceOf(place)), _names[node], Report);
}
