namespace Workflows.Rules.RuleModel;

/// <summary>Several elements that hold together (<see cref="AndElement"/>) or by turns (<see cref="OrElement"/>).</summary>
public abstract class GroupElement : RuleLeftElement
{
    private protected GroupElement(IEnumerable<RuleElement> children)
    {
        ChildElements = [.. children];
        Export(ChildElements.SelectMany(c => c.Exports));
        ImportFrom(ChildElements, Exports);
    }

    /// <summary>The elements, in the author's order.</summary>
    public IReadOnlyList<RuleElement> ChildElements { get; }
}

/// <summary>All elements hold.</summary>
public sealed class AndElement : GroupElement
{
    internal AndElement(IEnumerable<RuleElement> children)
        : base(children)
    {
        var twice = ChildElements.SelectMany(c => c.Exports).GroupBy(d => d).FirstOrDefault(g => g.Skip(1).Any());
        if (twice is not null)
        {
            throw new ArgumentException($"'{twice.Key}' names two patterns that must hold together: each needs a name of its own");
        }
    }

    public override ElementType ElementType => ElementType.And;
}

/// <summary>At least one element holds; each that does gives a match of its own.</summary>
public sealed class OrElement : GroupElement
{
    internal OrElement(IEnumerable<RuleElement> children)
        : base(children)
    {
    }

    public override ElementType ElementType => ElementType.Or;
}

/// <summary>Holds while nothing matches its source.</summary>
public sealed class NotElement : RuleLeftElement
{
    internal NotElement(RuleElement source)
    {
        Source = source;
        ImportFrom([source], source.Exports);
    }

    public override ElementType ElementType => ElementType.Not;

    /// <summary>A pattern, or a group of patterns.</summary>
    public RuleElement Source { get; }
}

/// <summary>Holds, once, while something matches its source.</summary>
public sealed class ExistsElement : RuleLeftElement
{
    internal ExistsElement(RuleElement source)
    {
        Source = source;
        ImportFrom([source], source.Exports);
    }

    public override ElementType ElementType => ElementType.Exists;

    /// <summary>A pattern, or a group of patterns.</summary>
    public RuleElement Source { get; }
}

/// <summary>
/// Holds while every fact of the base pattern also satisfies the further patterns' conditions; so also while there is none.
/// </summary>
public sealed class ForAllElement : RuleLeftElement
{
    internal ForAllElement(PatternElement source, IEnumerable<PatternElement> patterns)
    {
        BasePattern = source;
        Patterns = [.. patterns];
        ImportFrom([source, .. Patterns], [source.Declaration, .. Patterns.Select(p => p.Declaration)]);
    }

    public override ElementType ElementType => ElementType.ForAll;

    /// <summary>Which facts are looked at.</summary>
    public PatternElement BasePattern { get; }

    /// <summary>What each of them must satisfy.</summary>
    public IReadOnlyList<PatternElement> Patterns { get; }
}
