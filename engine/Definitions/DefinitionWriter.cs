using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.Engine.Definitions;

/// <summary>Writes a definition's JSON; everything that was read comes out again, in the same order.</summary>
public static class DefinitionWriter
{
    /// <summary>The definition as indented JSON.</summary>
    public static string Write(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Write(definition.Source);
    }

    /// <summary>The definition as another version: ids, number and publication replaced, all else kept.</summary>
    public static string Write(WorkflowDefinition definition, string versionId, int version, bool isPublished, bool isLatest)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var source = definition.Source["root"] is null
            ? JsonPart.OfMembers([new("root", definition.Source)])
            : definition.Source;
        return Write(source
            .With("id", JsonPart.OfText(versionId))
            .With("definitionId", JsonPart.OfText(definition.DefinitionId))
            .With("name", JsonPart.OfText(definition.Name))
            .With("version", JsonPart.OfNumber(version.ToString(CultureInfo.InvariantCulture)))
            .With("isPublished", JsonPart.OfFlag(isPublished))
            .With("isLatest", JsonPart.OfFlag(isLatest)));
    }

    internal static string Write(JsonPart part)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 16384,
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            part.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
