using Workflows.Rules.Feel;

namespace Workflows.Rules.Facts;

/// <summary>A field of a <see cref="FactType"/>.</summary>
/// <param name="Name">The name as rules and JSON write it.</param>
/// <param name="Type">What values it takes; null is always one of them, except in a key.</param>
/// <param name="IsKey">Whether it is part of what identifies a fact.</param>
/// <param name="Reference">
/// The fact type it refers to: the field then holds the key of such a fact, and <paramref name="Type"/> is that key's type.
/// </param>
/// <param name="Unit">What a number counts, such as "yuan".</param>
/// <param name="Label">Its name for people; null where the file gives none.</param>
/// <param name="Allowed">The values it may take; null for all of its type.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record FactField(
    string Name,
    FeelType Type,
    bool IsKey = false,
    string? Reference = null,
    string? Unit = null,
    LocalText? Label = null,
    AllowedValues? Allowed = null,
    SourcePlace Place = default)
{
    /// <summary>Whether it holds a text for people in both languages: a context with <c>en</c> and <c>zh</c>.</summary>
    public bool IsText { get; init; }
}
