using Workflows.Rules;

namespace Workflows.Engine.WorkingTime;

/// <summary>Why a day has the shifts it has.</summary>
public enum WorkDayKind
{
    /// <summary>The week's own plan.</summary>
    Week,

    /// <summary>A statutory holiday.</summary>
    Holiday,

    /// <summary>A day of rest that is worked to make up for a holiday (调休).</summary>
    MakeUp,

    /// <summary>A day the shop plans by itself: a promotion day, a closure.</summary>
    Special,
}

/// <summary>What a calendar says of one date.</summary>
/// <param name="Shifts">When work counts, in order, without overlap; empty on a day of rest.</param>
/// <param name="Kind">Where that comes from.</param>
/// <param name="Name">Name of the holiday or special day; null for an ordinary day.</param>
public sealed record WorkDay(IReadOnlyList<WorkShift> Shifts, WorkDayKind Kind, LocalText? Name);
