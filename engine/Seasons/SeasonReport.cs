namespace Workflows.Engine.Seasons;

/// <summary>What a season came to.</summary>
public sealed record SeasonReport
{
    /// <summary>Runs by definition and status.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Runs { get; init; }

    /// <summary>How many tasks were done, are open and were withdrawn.</summary>
    public required IReadOnlyDictionary<string, int> Tasks { get; init; }

    /// <summary>Runs that neither ended nor wait for a named person with a deadline, or for a moment; each as a line.</summary>
    public required IReadOnlyList<string> Loose { get; init; }

    /// <summary>Incidents, and what the processes did not take, each as a line with how often.</summary>
    public required IReadOnlyList<string> Incidents { get; init; }

    /// <summary>The figures of the books, by name.</summary>
    public required IReadOnlyDictionary<string, decimal> Figures { get; init; }

    /// <summary>Where the books disagree.</summary>
    public required IReadOnlyList<string> Mistakes { get; init; }

    /// <summary>Records, events, timers and schedules that happened.</summary>
    public required int Happenings { get; init; }

    /// <summary>Whether every run is accounted for and the books agree.</summary>
    public bool IsConsistent => Loose.Count == 0 && Incidents.Count == 0 && Mistakes.Count == 0;
}
