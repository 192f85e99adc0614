using System.Diagnostics.CodeAnalysis;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A full match of one rule, and its place on the agenda.</summary>
internal sealed class Match(BetaNode node, TerminalNode terminal) : JoinToken(node), IMatch
{
    public TerminalNode Terminal { get; } = terminal;

    /// <summary>Facts concluded by this match, by key; null when there are none.</summary>
    public Dictionary<object, WorkFact>? Linked { get; set; }

    /// <summary>What the rule's change filters saw at the last firing.</summary>
    public object?[]? FiredKeys { get; set; }

    public MatchTrigger Trigger { get; set; } = MatchTrigger.Created;

    public CompiledRule Compiled => Terminal.Rule;

    public IRuleDefinition Rule => Terminal.Rule.Definition;

    public IEnumerable<IFactMatch> Facts
    {
        get
        {
            var facts = new List<IFactMatch>(Terminal.Slots.Length);
            foreach (var (declaration, depth) in Terminal.Slots)
            {
                facts.Add(new FactMatch(declaration, At(Terminal.MatchDepth - depth).Fact!));
            }

            return facts;
        }
    }

    public IEnumerable<WorkFact> WorkFacts => Terminal.Slots.Select(s => At(Terminal.MatchDepth - s.Depth).Fact!);

    public bool TryFind(Declaration declaration, [NotNullWhen(true)] out WorkFact? fact)
    {
        foreach (var (slot, depth) in Terminal.Slots)
        {
            if (slot.Name == declaration.Name)
            {
                fact = At(Terminal.MatchDepth - depth).Fact!;
                return true;
            }
        }

        fact = null;
        return false;
    }

    public bool Has(TokenFlags flag) => (Flags & flag) != 0;

    public void Set(TokenFlags flag, bool on) => Flags = on ? Flags | flag : Flags & ~flag;

    private sealed class FactMatch(Declaration declaration, WorkFact fact) : IFactMatch
    {
        public Declaration Declaration => declaration;

        public Type Type => fact.Type;

        public object? Value => fact.Value;

        public IFactSource? Source => fact.Source;
    }
}
