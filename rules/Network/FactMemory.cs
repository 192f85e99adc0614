namespace Workflows.Rules.Network;

/// <summary>
/// The facts that satisfy one chain of conditions, as the network knows them; a session keeps what its indexes ask for.
/// </summary>
internal sealed class FactMemory(int id)
{
    public int Id { get; } = id;

    /// <summary>What facts are found by; a list, which is gone through for each fact.</summary>
    public List<IndexSpec> Indexes { get; } = [];

    /// <summary>The queries without outer names that read these facts.</summary>
    public List<PipelineNode> Readers { get; } = [];

    /// <summary>Rules that consist of this one pattern.</summary>
    public List<TerminalNode> Terminals { get; } = [];

    /// <summary>Whether a fact takes part in more than matches of its own.</summary>
    public bool HasMoreThanTerminals => Indexes.Count + Readers.Count > 0;

    /// <summary>The index by the given parts of a fact: a known one of equal meaning, or a new one.</summary>
    public IndexSpec Index(Evaluator[] key, Func<int> nextId)
    {
        var keys = key.Select(k => StructuralKey.Of(k.Rule)).ToArray();
        var known = Indexes.FirstOrDefault(i => i.Covers(keys));
        if (known is null)
        {
            known = new IndexSpec(this, Indexes.Count, key, keys, nextId());
            Indexes.Add(known);
        }

        return known;
    }
}

/// <summary>Facts of a memory by a key.</summary>
internal sealed class IndexSpec(FactMemory memory, int number, Evaluator[] key, StructuralKey?[] structure, int id)
{
    private const int MostLookedUp = 4;

    public FactMemory Memory { get; } = memory;

    /// <summary>Which of the memory's indexes it is.</summary>
    public int Number { get; } = number;

    public Evaluator[] KeyParts { get; } = key;

    public int Id { get; } = id;

    /// <summary>Nodes for which these facts come from the right, deepest first.</summary>
    public List<BetaNode> Right { get; } = [];

    /// <summary>Nodes for which these facts are the first pattern.</summary>
    public List<BetaNode> Left { get; } = [];

    /// <summary>
    /// The states of the indexes in which a fact's key is looked up when it comes: this one, and those of the nodes that it meets first.
    /// </summary>
    public int[] LookedUp => field ??= [.. Right.Select(n => n.LeftFacts?.Id ?? n.LeftNode?.Id ?? Id)
        .Concat(Left.Select(n => n.Right?.Id ?? Id)).Prepend(Id).Distinct().Take(MostLookedUp)];

    public bool Covers(StructuralKey?[] other) =>
        structure.Length == other.Length && !structure.Where((k, i) => k is null || !k.Equals(other[i])).Any();

    public Key KeyOf(object? fact)
    {
        switch (KeyParts.Length)
        {
            case 0:
                return default;
            case 1:
                return KeyParts[0].Key(fact);
            default:
                var parts = new Key[KeyParts.Length];
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = KeyParts[i].Key(fact);
                }

                return new Key(new Key.Composite(parts));
        }
    }
}
