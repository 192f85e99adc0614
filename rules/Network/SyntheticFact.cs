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
/// <param name="value">What the rules see.</param>
/// <param name="members">Its first <see cref="Members"/>.</param>
internal sealed class SyntheticFact(object? value, object members) : WorkFact(value), IFactSource
{
    public Pending Pending;

    /// <summary>Its member record in the next stage, while it passes the conditions in between.</summary>
    public Slot? Next;

    /// <summary>Whether it stands in the memory behind the last stage.</summary>
    public bool IsOut;

    public override IFactSource Source => this;

    public FactSourceType SourceType => FactSourceType.Aggregate;

    /// <summary>What it is made of: a <see cref="SlotList"/>, or a function that gives the facts.</summary>
    public object Members { get; set; } = members;

    public IEnumerable<IFact> Facts => Members is SlotList list ? list.Facts : ((Func<IEnumerable<WorkFact>>)Members)();
}
