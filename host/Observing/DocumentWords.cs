using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Workflows.Host.Observing;

/// <summary>
/// Describes the schemas of the API document by the doc comments of their types and properties, from the files that the compiler lays
/// beside the program. They are read when the document is first asked for.
/// </summary>
internal sealed class DocumentWords : IOpenApiSchemaTransformer
{
    // What the framework writes beside a reference to a schema that stands elsewhere.
    private const string ReferenceDescription = "x-ref-description";
    private const string SchemaId = "x-schema-id";

    private static readonly string[] Described = ["T:Workflows.", "P:Workflows."];

    private readonly Lazy<FrozenDictionary<string, string>> words = new(Read);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (words.Value.TryGetValue("T:" + NameOf(context.JsonTypeInfo.Type), out var ofType))
        {
            schema.Description = ofType;
        }

        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo { DeclaringType: { } declaring } property }
            && words.Value.TryGetValue($"P:{NameOf(declaring)}.{property.Name}", out var ofProperty))
        {
            if (schema.Metadata is { } more && more.TryGetValue(SchemaId, out var id) && id is string { Length: > 0 })
            {
                more[ReferenceDescription] = ofProperty;
            }
            else
            {
                schema.Description = ofProperty;
            }
        }

        return Task.CompletedTask;
    }

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.') ?? type.Name;

    // A property is called what it is in JSON.
    private static string NameOf(string reference)
    {
        var name = reference.Split('.', ':')[^1];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? $"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`" : name;
    }

    private static FrozenDictionary<string, string> Read() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Workflows.*.xml")
            .SelectMany(file => XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
            .Select(member => (Name: member.Attribute("name")?.Value ?? string.Empty, Summary: member.Element("summary")))
            .Where(member => member.Summary is not null && Described.Any(kind => member.Name.StartsWith(kind, StringComparison.Ordinal)))
            .ToFrozenDictionary(member => member.Name, member => TextOf(member.Summary!));

    private static string TextOf(XElement summary)
    {
        var text = new StringBuilder();
        foreach (var node in summary.Nodes())
        {
            text.Append(node switch
            {
                XText words => words.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { FirstNode: null } named => NameOf(named.Attributes().FirstOrDefault()?.Value ?? string.Empty),
                XElement words => words.Value,
                _ => null,
            });
        }

        return string.Join('\n', text.ToString().Split('\n').Select(line => line.Trim())).Trim();
    }
}
