namespace Workflows.Host.Storage;

/// <summary>The writer has more waiting than it takes on; nothing was written. The caller may try again after a while.</summary>
internal sealed class StoreBusyException(int waiting)
    : IOException($"The store has {waiting} writes waiting and takes no more until some are done; try again in a moment");
