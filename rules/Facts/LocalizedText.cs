using Workflows.Rules.Feel;

namespace Workflows.Rules.Facts;

/// <summary>The value of a <c>text</c> field: a text for people, a context with <c>en</c> and <c>zh</c> to expressions.</summary>
/// <param name="En">The English text.</param>
/// <param name="Zh">The Chinese text; null where nobody has written one.</param>
public sealed record LocalizedText(string En, string? Zh) : IFeelContext
{
    private static readonly string[] Both = ["en", "zh"];

    /// <summary>Its type in expressions.</summary>
    public static ContextType Type { get; } =
        new("text", [new ContextField("en", FeelType.String), new ContextField("zh", FeelType.String)]);

    public int Count => 2;

    public IEnumerable<string> Names => Both;

    /// <summary>The same as a text of the product.</summary>
    public LocalText Local => new(En, Zh);

    public bool TryGet(string name, out object? value)
    {
        value = name switch { "en" => En, "zh" => Zh, _ => null };
        return name is "en" or "zh";
    }

    public override string ToString() => En;
}
