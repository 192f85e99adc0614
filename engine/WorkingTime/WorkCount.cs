using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>A stretch of time in which nothing counts although work goes on, such as waiting for the customer.</summary>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended; null while it lasts.</param>
public sealed record WorkPause(DateTimeOffset From, DateTimeOffset? To);

/// <summary>What a step of the arithmetic is.</summary>
public enum WorkStepKind
{
    /// <summary>A stretch of a shift that counts.</summary>
    Counted,

    /// <summary>A stretch of a shift that does not count because of a pause.</summary>
    Paused,

    /// <summary>Days without a shift.</summary>
    Closed,

    /// <summary>Stretches that are no longer told one by one, because there are too many.</summary>
    Further,

    /// <summary>Something to know about the result, such as a year whose holidays are unknown.</summary>
    Note,
}

/// <summary>One step of the arithmetic.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">Where it begins, in the calendar's zone.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Counted">How much of it counts.</param>
/// <param name="Total">How much has counted up to its end.</param>
/// <param name="Why">Name of the holiday or special day, or the note; null for an ordinary day.</param>
public sealed record WorkStep(WorkStepKind Kind, DateTimeOffset From, DateTimeOffset To, TimeSpan Counted, TimeSpan Total, LocalText? Why);

/// <summary>A result of counting working time together with the arithmetic that gave it.</summary>
/// <param name="Calendar">Name of the calendar.</param>
/// <param name="From">Where counting began.</param>
/// <param name="Until">Where it ended: the due moment when working time was added; null while a pause lasts, or on an error.</param>
/// <param name="Counted">How much working time lies in between.</param>
/// <param name="Steps">The arithmetic, in order of time.</param>
/// <param name="Error">What prevents a result; null when there is one.</param>
public sealed record WorkCount(
    string Calendar,
    DateTimeOffset From,
    DateTimeOffset? Until,
    TimeSpan Counted,
    IReadOnlyList<WorkStep> Steps,
    Diagnostic? Error = null);
