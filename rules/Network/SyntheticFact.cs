using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>What happened to a result since it was last told downstream.</summary>
internal enum Pending : byte
{
    None,
    Added,
    Modified,
    Removed,
}

/// <summary>A result of an aggregate: a fact that the network made.</summary>
internal sealed class SyntheticFact(object? value, Func<IEnumerable<WorkFact>> members) : WorkFact(value), IFactSource
{
    public Pending Pending;

    /// <summary>Its member record in the next stage, while it passes the conditions in between.</summary>
    public Slot? Next;

    /// <summary>Whether it stands in the memory behind the last stage.</summary>
    public bool IsOut;

    public override IFactSource Source => this;

    public FactSourceType SourceType => FactSourceType.Aggregate;

    public IEnumerable<IFact> Facts => members();
}
