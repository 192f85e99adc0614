namespace Workflows.Rules.Network;

/// <summary>Something that waits for the end of a change before it tells what came of it, once.</summary>
internal abstract class Deferred
{
    /// <summary>Those with a lower number come first: what they tell may touch the others.</summary>
    public abstract int Order { get; }

    /// <summary>Stands in the session's list of what waits.</summary>
    public bool IsDirty { get; set; }

    public abstract void Flush(Matcher matcher);

    /// <summary>The change that made it dirty has been undone.</summary>
    public abstract void Forget();
}
