namespace Workflows.Engine.Definitions.Drawing;

/// <summary>
/// Draws a definition for people, as a picture or as text that tools draw. The same definition always gives the same drawing.
/// </summary>
public static class DefinitionDrawing
{
    /// <summary>An SVG picture; each activity is a group with its id in <c>data-activity</c>.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="language">Language tag of the texts: en or zh.</param>
    public static string Svg(CompiledDefinition definition, string language = "en")
    {
        var root = Build(definition, language);
        BoxLayout.Arrange(root);
        return SvgWriter.Write(root, definition.Definition.Name);
    }

    /// <summary>A Mermaid flowchart.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="language">Language tag of the texts: en or zh.</param>
    public static string Mermaid(CompiledDefinition definition, string language = "en") => MermaidWriter.Write(Build(definition, language));

    private static DrawingBox Build(CompiledDefinition definition, string language)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var workflow = definition.Workflow;
        return new BoxBuilder(language).Build(workflow.Children.Count == 1 ? workflow.Children[0] : workflow);
    }
}
