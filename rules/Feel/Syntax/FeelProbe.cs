namespace Workflows.Rules.Feel.Syntax;

/// <summary>Asks the parser what may be written at a place of the text. Reading fills it in as it comes by.</summary>
internal sealed class FeelProbe(int offset)
{
    public int Offset { get; } = offset;

    /// <summary>Where the word begins that stands at the place, or the place itself.</summary>
    public int Start { get; private set; } = offset;

    /// <summary>The names that are visible there, the innermost first; null where no name may stand.</summary>
    public IReadOnlyList<FeelSymbol>? Visible { get; private set; }

    /// <summary>The type whose member is being named, behind a dot.</summary>
    public FeelType? MemberOf { get; private set; }

    public void Fill(int start, IEnumerable<NameFrame> frames)
    {
        (Start, MemberOf) = (start, null);
        Visible = [.. frames.SelectMany(SymbolsOf).Where(s => s.Name.Length > 0).DistinctBy(s => s.Name)];
    }

    public void FillMember(int start, FeelType type) => (Start, MemberOf, Visible) = (start, type, null);

    private static IEnumerable<FeelSymbol> SymbolsOf(NameFrame frame)
    {
        var fields = frame.OwnerFields?.Fields.Select(f => new FeelSymbol(f.Name, f.Type, SymbolKind.Local)) ?? [];
        return fields.Concat(frame.Symbols.OrderBy(s => s.Slot));
    }
}
