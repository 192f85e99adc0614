namespace Workflows.Rules.Feel.Syntax;

/// <summary>Where a name's value comes from.</summary>
internal enum SymbolKind
{
    /// <summary>A variable of the scope: a slot of the array that evaluation is given.</summary>
    Slot,

    /// <summary>A name that the expression itself makes: of an iteration, a filter, a function, a context entry.</summary>
    Local,

    /// <summary>The input value of unary tests, <c>?</c>.</summary>
    Input,
}

/// <summary>A name that stands for a value; compared by reference.</summary>
internal sealed class FeelSymbol(string name, FeelType type, SymbolKind kind, int slot = -1)
{
    public string Name => name;

    public FeelType Type { get; set; } = type;

    public SymbolKind Kind => kind;

    public int Slot => slot;

    /// <summary>Where the expression itself declares it; null for a variable of the scope.</summary>
    public FeelSpot? Declared { get; init; }

    /// <summary>What it is, for hover.</summary>
    public LocalText? Label { get; init; }

    /// <summary>Whether it is the list of an iteration's results so far, which grows while it is read.</summary>
    public bool IsGrowing { get; init; }
}

/// <summary>Names that are visible in a part of an expression.</summary>
/// <param name="Symbols">The names.</param>
/// <param name="Owner">
/// A value whose entries are visible by their bare names: the element of a filter, a variable that is opened so. If its type is open, any
/// name may be an entry.
/// </param>
internal sealed record NameFrame(IReadOnlyList<FeelSymbol> Symbols, FeelSymbol? Owner = null)
{
    public ContextType? OwnerFields => Owner?.Type as ContextType;

    /// <summary>Every name that is known to be visible.</summary>
    public IEnumerable<string> Names => Symbols.Select(s => s.Name).Concat(OwnerFields?.Fields.Select(f => f.Name) ?? []);

    /// <summary>Whether entries are known only when evaluated.</summary>
    public bool IsOpen => Owner is not null && (Owner.Type.Kind == FeelKind.Any || OwnerFields is { IsOpen: true });
}
