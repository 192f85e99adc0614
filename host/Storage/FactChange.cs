namespace Workflows.Host.Storage;

/// <summary>What writing a fact came to.</summary>
internal enum FactChange
{
    /// <summary>It stood there already just so.</summary>
    None,
    Added,
    Changed,
    Removed,
}
