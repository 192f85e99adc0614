namespace Workflows.Rules.RuleFiles.Language;

/// <summary>What kind of thing a completion or an outline entry is; editors choose an icon by it.</summary>
public enum RuleSymbolKind
{
    Keyword,
    FactType,
    Field,
    Parameter,
    Variable,
    Table,
    Rule,
    Test,
    Function,
    Type,
    Value,
}

/// <summary>Something that may be written at a place.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What it means, in one line.</param>
/// <param name="Replaces">The stretch that it replaces: the word begun at the place.</param>
public sealed record RuleCompletion(string Text, RuleSymbolKind Kind, LocalText Detail, SourcePlace Replaces);

/// <summary>What is known of the word at a place.</summary>
/// <param name="Place">The word.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it means, its type and its allowed values.</param>
/// <param name="Definition">Where it is declared; null for words of the language.</param>
public sealed record RuleHover(SourcePlace Place, RuleSymbolKind Kind, string Name, LocalText Text, SourcePlace? Definition);

/// <summary>An entry of a file's outline.</summary>
public sealed record RuleOutlineItem(RuleSymbolKind Kind, string Name, LocalText Label, SourcePlace Place, int LastLine);
