namespace Workflows.Rules;

/// <summary>
/// A text for people in the product's two languages. English is always there; Chinese (zh-CN) may be missing, then English stands in
/// for it.
/// </summary>
/// <param name="En">The English text.</param>
/// <param name="Zh">The Chinese text (zh-CN), or null where nobody has written one.</param>
public sealed record LocalText(string En, string? Zh = null)
{
    /// <summary>The text for a language tag ("zh", "zh-CN", "en" …): Chinese for tags that begin with "zh", else English.</summary>
    public string For(string language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh ?? En : En;

    public static implicit operator LocalText(string en) => new(en);

    public override string ToString() => En;
}
