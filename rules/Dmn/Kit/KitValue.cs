namespace Workflows.Rules.Dmn.Kit;

/// <summary>A value as a test file writes it: a text with an XML Schema type, a list, a context, or nothing (null).</summary>
/// <param name="Type">The local name of the schema type, such as decimal; null where the file names none.</param>
/// <param name="Text">The text of a simple value; null where the value is a list, a context or null.</param>
internal sealed record KitValue(string? Type, string? Text)
{
    /// <summary>The entries of a context, else null.</summary>
    public IReadOnlyList<KeyValuePair<string, KitValue>>? Components { get; init; }

    /// <summary>The items of a list, else null.</summary>
    public IReadOnlyList<KitValue>? Items { get; init; }
}
