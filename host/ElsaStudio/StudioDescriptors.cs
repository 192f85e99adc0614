using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Rules;

namespace Workflows.Host.ElsaStudio;

/// <summary>What Studio's palette and forms are made from: the descriptions of our activities in the names of the contract.</summary>
internal static class StudioDescriptors
{
    // What Studio asks for and the product has none of; a missing list would break its page.
    private static readonly string[] Empty =
    [
        "/descriptors/workflow-activation-strategies", "/descriptors/incident-strategies", "/descriptors/log-persistence-strategies",
        "/descriptors/commit-strategies/workflows", "/descriptors/commit-strategies/activities", "/descriptors/storage-drivers",
        "/features/installed",
    ];

    private static readonly string[] TypeNames =
        ["String", "Boolean", "Int32", "Int64", "Decimal", "Double", "DateTime", "DateTimeOffset", "TimeSpan", "Guid", "Object"];

    // Editors that Studio has; another hint becomes a line of text.
    private static readonly HashSet<string> Hints =
    [
        "singleline", "multiline", "multitext", "checkbox", "checklist", "dropdown", "datetime-picker", "code-editor", "json-editor",
        "dictionary", "expression-editor", "variable-picker", "input-picker", "output-picker", "outcome-picker", "type-picker",
        "dynamic-outcomes", "switch-editor", "flow-switch-editor", "http-status-codes", "workflow-definition-picker",
    ];

    public static void MapStudioDescriptors(this RouteGroupBuilder studio)
    {
        studio.MapGet("/descriptors/activities", Activities).Needs(Permission.ReadDefinitions);
        studio.MapGet("/descriptors/expression-descriptors", Expressions).Needs(Permission.ReadDefinitions);
        studio.MapGet("/descriptors/variables", Variables).Needs(Permission.ReadDefinitions);
        studio.MapPost("/scripting/javascript/type-definitions/{id}", () => TypedResults.Text("export {};", "application/x-typescript"))
            .Needs(Permission.ReadDefinitions);
        foreach (var path in Empty)
        {
            studio.MapGet(path, () => StudioList.Of([])).Needs(Permission.ReadDefinitions);
        }
    }

    private static StudioList Activities(DefinitionLibrary library, HttpContext context)
    {
        var language = Problem.LanguageOf(context.Request);
        var own = library.Catalogue.All.Select(activity => Describe(activity.Descriptor, language));
        var definitions = library.Published.ByType.Values.Select(Describe);
        return StudioList.Of(own.Concat(definitions).Append(StandIn()));
    }

    private static StudioList Expressions()
    {
        return StudioList.Of(
        [
            Expression("Literal"), Expression("FEEL"), Expression("JavaScript", "javascript"), Expression("Liquid", "liquid"),
            Expression("Object", "json"), Expression("Variable"), Expression("Input"),
        ]);
    }

    private static StudioList Variables()
    {
        return StudioList.Of(TypeNames.Select(name => new JsonObject
        {
            ["typeName"] = name, ["displayName"] = name, ["category"] = "Primitives", ["description"] = name,
        }));
    }

    private static JsonObject Expression(string type, string editor = "") => new()
    {
        ["type"] = type, ["displayName"] = type, ["isSerializable"] = true, ["isBrowsable"] = true,
        ["properties"] = editor.Length == 0 ? new JsonObject() : new JsonObject { ["MonacoLanguage"] = editor },
    };

    private static JsonObject Describe(ActivityDescriptor descriptor, string language)
    {
        var dot = descriptor.Type.LastIndexOf('.');
        var made = Head(descriptor.Type, dot < 0 ? string.Empty : descriptor.Type[..dot], descriptor.Type[(dot + 1)..],
            descriptor.DisplayName.For(language), descriptor.Category);
        made["description"] = descriptor.Description.For(language);
        made["kind"] = descriptor.IsTrigger ? "Trigger" : descriptor.Waits ? "Task" : "Action";
        made["isBrowsable"] = descriptor.IsBrowsable;
        made["isContainer"] = descriptor.IsContainer;
        made["isStart"] = descriptor.Type == "Elsa.Start";
        made["isTerminal"] = descriptor.IsTerminal;
        made["ports"] = new JsonArray([
            .. descriptor.Outcomes.Select(outcome => Port(outcome, "Flow")),
            .. descriptor.Ports.Select(port => Port(char.ToUpperInvariant(port[0]) + port[1..], "Embedded")),
        ]);
        made["inputs"] = new JsonArray([.. descriptor.Inputs.Select((input, order) => Input(input, order, language))]);
        made["outputs"] = new JsonArray([.. descriptor.Outputs.Select(output => Output(output, language))]);
        return made;
    }

    private static JsonObject Describe(WorkflowDefinition definition)
    {
        var outcomes = definition.Outcomes.Count == 0 ? ["Done"] : definition.Outcomes;
        var made = Head(definition.ActivityTypeName, string.Empty, definition.ActivityTypeName, definition.Name, "Workflows");
        made["description"] = definition.Description;
        made["ports"] = new JsonArray([.. outcomes.Select(outcome => Port(outcome, "Flow"))]);
        made["inputs"] = new JsonArray([.. definition.Inputs.Select((input, order) =>
            Input(new InputDescriptor(input.Name, input.TypeName, new LocalText(input.Name)), order, "en"))]);
        made["constructionProperties"] = new JsonObject
        {
            ["WorkflowDefinitionId"] = definition.DefinitionId, ["WorkflowDefinitionVersionId"] = definition.VersionId,
        };
        return made;
    }

    private static JsonObject StandIn()
    {
        var made = Head(StudioActivities.NotFound, "Elsa", "NotFoundActivity", "?", "System");
        made["isBrowsable"] = false;
        return made;
    }

    private static JsonObject Head(string type, string space, string name, string displayName, string category) => new()
    {
        ["typeName"] = type, ["namespace"] = space, ["name"] = name, ["version"] = 1, ["category"] = category,
        ["displayName"] = displayName, ["description"] = string.Empty, ["kind"] = "Action", ["isBrowsable"] = true, ["isContainer"] = false,
        ["isStart"] = false, ["isTerminal"] = false, ["customProperties"] = new JsonObject(), ["constructionProperties"] = new JsonObject(),
        ["ports"] = new JsonArray(Port("Done", "Flow")), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(),
    };

    private static JsonObject Port(string name, string type) =>
        new() { ["name"] = name, ["displayName"] = name, ["type"] = type, ["isBrowsable"] = true };

    private static JsonObject Input(InputDescriptor input, int order, string language) => new()
    {
        ["name"] = input.Name, ["typeName"] = input.TypeName, ["displayName"] = input.Label.For(language),
        ["description"] = input.Description?.For(language), ["isWrapped"] = input.IsWrapped, ["order"] = order,
        // The lines of a flowchart are drawn, not typed.
        ["isBrowsable"] = input.Name != "Connections",
        ["category"] = input.Category, ["uiHint"] = HintOf(input.UiHint),
        ["defaultSyntax"] = input.DefaultSyntax, ["isSerializable"] = true,
        ["defaultValue"] = JsonSerializer.SerializeToNode(input.Default, HostJson.Options),
        ["uiSpecifications"] = Specifications(input),
    };

    // A hint that the Studio does not know would leave the input without an editor.
    private static string HintOf(string hint) => hint == "form-editor" ? "json-editor" : Hints.Contains(hint) ? hint : "singleline";

    private static JsonObject? Specifications(InputDescriptor input)
    {
        JsonArray Items() => new([.. input.Options.Select(option => new JsonObject { ["text"] = option, ["value"] = option })]);
        return input.UiHint switch
        {
            "dropdown" => new() { ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = Items() } } },
            "checklist" => new() { ["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = Items() } } },
            _ => null,
        };
    }

    private static JsonObject Output(OutputDescriptor output, string language) => new()
    {
        ["name"] = output.Name, ["typeName"] = output.TypeName, ["displayName"] = output.Label.For(language),
        ["description"] = output.Description?.For(language), ["isBrowsable"] = true, ["isSerializable"] = true,
    };
}

/// <summary>A list as the contract has it.</summary>
internal sealed record StudioList(IReadOnlyList<JsonObject> Items, int Count)
{
    public static StudioList Of(IEnumerable<JsonObject> items)
    {
        List<JsonObject> all = [.. items];
        return new(all, all.Count);
    }
}
