namespace Workflows.Rules.Network;

/// <summary>How a step is undone that comes so often that a delegate for it would weigh.</summary>
internal abstract class Reversal
{
    public abstract void Undo();
}
