namespace Workflows.Tidy.Frame;

/// <summary>
/// One rule of the house over the whole tree. Each carries samples that prove that it can fail and that it does not cry wolf.
/// </summary>
public abstract class TidyRule
{
    /// <summary>Short, stable, lower case with dashes: the ratchet lists exceptions by it.</summary>
    public abstract string Name { get; }

    /// <summary>Each of these must give at least one finding.</summary>
    public abstract IReadOnlyList<SourceTree> Bad { get; }

    /// <summary>Each of these must give none.</summary>
    public abstract IReadOnlyList<SourceTree> Good { get; }

    public abstract IEnumerable<Finding> Check(SourceTree tree);
}
