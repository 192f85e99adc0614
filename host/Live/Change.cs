namespace Workflows.Host.Live;

/// <summary>
/// What the pages are told: that things of a kind have changed. What they are now is asked for where every reader is checked.
/// </summary>
/// <param name="Kind">One of the names below.</param>
/// <param name="Ids">Which ones; null where they are too many to name.</param>
internal sealed record Change(string Kind, IReadOnlyCollection<string>? Ids)
{
    /// <summary>Tasks, by their ids.</summary>
    public const string Tasks = "tasks";

    /// <summary>Runs, by their ids.</summary>
    public const string Runs = "runs";

    /// <summary>Facts, by the names of their types.</summary>
    public const string Facts = "facts";
}
