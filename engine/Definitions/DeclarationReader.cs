using System.Text.Json;

namespace Workflows.Engine.Definitions;

/// <summary>Reads variables, inputs and outputs of a definition or container.</summary>
internal static class DeclarationReader
{
    public static IReadOnlyList<VariableDeclaration> Variables(JsonPart? list)
    {
        if (list is null)
        {
            return [];
        }

        var variables = new List<VariableDeclaration>(list.List.Count);
        foreach (var part in list.List)
        {
            var name = part["name"]?.AsText() ?? part["id"]?.AsText();
            if (part.Kind == JsonValueKind.Object && name is not null)
            {
                variables.Add(new VariableDeclaration(
                    part["id"]?.AsText() ?? name, name, TypeOf(part), IsArray(part), part["value"] ?? part["defaultValue"], part));
            }
        }

        return variables;
    }

    public static IReadOnlyList<InputDeclaration> Inputs(JsonPart? list) =>
        [.. Named(list).Select(part => new InputDeclaration(
            part["name"]!.AsText()!, TypeOf(part), IsArray(part), part["isRequired"]?.AsFlag() ?? false, part["defaultValue"], part))];

    public static IReadOnlyList<OutputDeclaration> Outputs(JsonPart? list) =>
        [.. Named(list).Select(part => new OutputDeclaration(part["name"]!.AsText()!, TypeOf(part), IsArray(part), part))];

    public static IReadOnlyList<string> Texts(JsonPart? list) =>
        list is null ? [] : [.. list.List.Select(part => part.AsText()).OfType<string>()];

    private static IEnumerable<JsonPart> Named(JsonPart? list) =>
        list is null ? [] : list.List.Where(part => part.Kind == JsonValueKind.Object && part["name"]?.AsText() is not null);

    private static string TypeOf(JsonPart part) => part["typeName"]?.AsText() ?? part["type"]?.AsText() ?? "Object";

    private static bool IsArray(JsonPart part) => part["isArray"]?.AsFlag() ?? false;
}
