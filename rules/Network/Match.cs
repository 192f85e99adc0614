using System.Diagnostics.CodeAnalysis;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>A full match of one rule, and its place on the agenda.</summary>
internal sealed class Match(BetaNode node) : JoinToken(node), IMatch
{
    private Past? _past;

    public TerminalNode Terminal => Node as TerminalNode ?? Node.Direct!;

    /// <summary>Facts concluded by this match, by key; null when there are none.</summary>
    public Dictionary<object, WorkFact>? Linked
    {
        get => _past?.Linked;
        set => (_past ??= new Past()).Linked = value;
    }

    /// <summary>What the rule's change filters saw at the last firing.</summary>
    public object?[]? FiredKeys
    {
        get => _past?.FiredKeys;
        set => (_past ??= new Past()).FiredKeys = value;
    }

    public MatchTrigger Trigger
    {
        get => TriggerBits == 0 ? MatchTrigger.Created : (MatchTrigger)TriggerBits;
        set => TriggerBits = (byte)value;
    }

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

    /// <summary>Whether it has fired when it came, has these flags alone, and holds no more about its firing.</summary>
    public bool IsFiredOnce(TokenFlags flags) => Flags == flags && TriggerBits == (byte)MatchTrigger.Created && _past is null;

    public void Set(TokenFlags flag, bool on) => Flags = on ? Flags | flag : Flags & ~flag;

    /// <summary>What only matches have that fired, and few of them.</summary>
    private sealed class Past
    {
        public Dictionary<object, WorkFact>? Linked { get; set; }

        public object?[]? FiredKeys { get; set; }
    }

    private sealed class FactMatch(Declaration declaration, WorkFact fact) : IFactMatch
    {
        public Declaration Declaration => declaration;

        public Type Type => fact.Type;

        public object? Value => fact.Value;

        public IFactSource? Source => fact.Source;
    }
}
