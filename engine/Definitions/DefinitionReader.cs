using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>The definition, if the text could be read, and everything that is wrong with the text.</summary>
public sealed record DefinitionReading(WorkflowDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Reads Elsa 3's definition JSON of every age, and what a person writes by hand: designer data, ids and wrappers may be missing, unknown
/// properties are kept. Never throws for a text.
/// </summary>
public static class DefinitionReader
{
    /// <summary>The most that a definition's text may hold.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Reads a definition.</summary>
    /// <param name="name">The file's name for places; its stem is the id where the text has none.</param>
    /// <param name="json">The text.</param>
    public static DefinitionReading Read(string name, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(name, Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Reads a definition from UTF-8.</summary>
    public static DefinitionReading Read(string name, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(name);
        var reader = new JsonPartReader(name, utf8);
        var (part, problem) = reader.Read();
        if (problem is not null)
        {
            return new DefinitionReading(null, [problem]);
        }

        if (part!.Kind != JsonValueKind.Object)
        {
            return new DefinitionReading(null, [DefinitionProblems.NotADefinition(reader.PlaceOf(part.Offset))]);
        }

        var root = part["root"] ?? (part["type"] is not null ? part : null);
        if (root is null || root.Kind != JsonValueKind.Object || root["type"] is not { Kind: JsonValueKind.String })
        {
            return new DefinitionReading(null, [DefinitionProblems.NoRoot(reader.PlaceOf((root ?? part).Offset))]);
        }

        var diagnostics = new List<Diagnostic>();
        var element = new ActivityFinder(reader.PlaceOf, diagnostics).Read(root, "Workflow1", 0);
        var definition = Definition(name, part, element, reader);
        return diagnostics.Exists(d => d.Severity == Severity.Error)
            ? new DefinitionReading(null, diagnostics)
            : new DefinitionReading(definition, diagnostics);
    }

    private static WorkflowDefinition Definition(string file, JsonPart part, ActivityElement root, JsonPartReader reader)
    {
        // A bare activity is a definition without a head; a serialised workflow keeps its ids under "identity".
        var head = part["root"] is null ? JsonPart.OfMembers([]) : part;
        var identity = head["identity"] ?? head;
        var name = head["name"]?.AsText() ?? head["workflowMetadata"]?["name"]?.AsText();
        var definitionId = identity["definitionId"]?.AsText() ?? head["definitionId"]?.AsText() ?? Stem(file) ?? name ?? "definition";
        var version = Whole(identity["version"]) ?? 1;
        return new WorkflowDefinition
        {
            DefinitionId = definitionId,
            VersionId = identity["id"]?.AsText() ?? definitionId + ":" + version.ToString(CultureInfo.InvariantCulture),
            Name = name ?? definitionId,
            Description = head["description"]?.AsText(),
            Version = version,
            IsPublished = (head["isPublished"] ?? head["publication"]?["isPublished"])?.AsFlag() ?? false,
            IsLatest = (head["isLatest"] ?? head["publication"]?["isLatest"])?.AsFlag() ?? true,
            UsableAsActivity = head["options"]?["usableAsActivity"]?.AsFlag() ?? false,
            Variables = DeclarationReader.Variables(head["variables"]),
            Inputs = DeclarationReader.Inputs(head["inputs"]),
            Outputs = DeclarationReader.Outputs(head["outputs"]),
            Outcomes = DeclarationReader.Texts(head["outcomes"]),
            Root = root,
            Source = part,
            PlaceAt = reader.PlaceOf,
        };
    }

    private static int? Whole(JsonPart? part) =>
        int.TryParse(part?.AsText(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Stem(string file)
    {
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var stem = dot > 0 ? name[..dot] : name;
        return stem.Length == 0 ? null : stem;
    }
}
