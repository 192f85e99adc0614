using Workflows.Rules;

namespace Workflows.Engine.Definitions;

/// <summary>An activity as its definition's text holds it: identity, raw properties and the activities embedded in it.</summary>
public sealed class ActivityElement
{
    /// <summary>Unique within the definition; made from type and position where the text has none.</summary>
    public required string Id { get; init; }

    /// <summary>The ids from the workflow down to it, joined by ":".</summary>
    public required string NodeId { get; init; }

    /// <summary>What people and expressions call it; null when the text has none.</summary>
    public string? Name { get; init; }

    /// <summary>The type as written, e.g. <c>Elsa.WriteLine</c>.</summary>
    public required string Type { get; init; }

    /// <summary>All properties, as read.</summary>
    public required JsonPart Source { get; init; }

    public required SourcePlace Place { get; init; }

    /// <summary>The activities embedded in it, in the order of the text.</summary>
    public required IReadOnlyList<ChildElement> Children { get; init; }

    /// <summary>Variables that it declares for what is below it.</summary>
    public IReadOnlyList<VariableDeclaration> Variables { get; init; } = [];

    /// <summary>A raw property by its JSON name (camelCase); null when it is absent or null.</summary>
    public JsonPart? this[string property] => Source[property];

    /// <summary>A value of <c>customProperties</c> (older files: of the activity itself), or null.</summary>
    public JsonPart? Custom(string name) => Source["customProperties"]?[name] ?? Source[name];

    /// <summary>Whether it starts runs when its definition is published.</summary>
    public bool CanStartWorkflow => Custom("canStartWorkflow")?.AsFlag() ?? false;

    /// <summary>The text under its symbol in the designer, or null.</summary>
    public string? DisplayText => Source["metadata"]?["displayText"]?.AsText();

    /// <summary>The same in a language; where it has none the text that everybody reads.</summary>
    internal string? DisplayTextFor(string language) =>
        (language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Source["metadata"]?["displayTextZh"]?.AsText() : null)
        ?? DisplayText;

    /// <summary>What its outcomes are called in Chinese, where its <c>metadata</c> says so in <c>outcomesZh</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> OutcomesZh =>
        from named in Source["metadata"]?["outcomesZh"]?.Members ?? []
        where named.Value.AsText() is { Length: > 0 }
        select KeyValuePair.Create(named.Key, named.Value.AsText()!);

    /// <summary>The element with an id, itself or below it; null when there is none.</summary>
    public ActivityElement? Find(string id) =>
        Id == id ? this : Children.Select(c => c.Element.Find(id)).FirstOrDefault(e => e is not null);
}

/// <summary>An embedded activity and where it sits: <c>then</c>, <c>activities[2]</c>, <c>cases[1].activity</c>.</summary>
/// <param name="Property">Name of the property that holds it.</param>
/// <param name="Index">Its index where the property is a list, else -1.</param>
/// <param name="Member">The member of the list's item that holds it; null when the item is the activity.</param>
/// <param name="Element">The activity.</param>
public sealed record ChildElement(string Property, int Index, string? Member, ActivityElement Element);
