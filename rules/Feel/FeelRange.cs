namespace Workflows.Rules.Feel;

/// <summary>
/// A range of numbers, strings, dates, times or durations as a value. A null bound with its side not included is unbounded: <c>(&lt;10)</c>
/// has no start. <c>(!=10)</c> is everything but 10: <see cref="IsComplement"/>.
/// </summary>
public sealed class FeelRange(object? start, bool startIncluded, object? end, bool endIncluded) : IEquatable<FeelRange>
{
    public object? Start { get; } = start;

    public bool StartIncluded { get; } = startIncluded;

    public object? End { get; } = end;

    public bool EndIncluded { get; } = endIncluded;

    /// <summary>Whether it was written as <c>!=</c> a value: it holds everything but the value that is both its bounds.</summary>
    public bool IsComplement { get; init; }

    /// <summary>Whether a value lies within; null where they cannot be compared, as FEEL says.</summary>
    public bool? Contains(object? value)
    {
        if (IsComplement)
        {
            return !FeelValues.AreEqual(value, Start);
        }

        var above = Start is null ? true : Satisfies(FeelValues.Compare(value, Start), StartIncluded);
        var below = End is null ? true : Satisfies(-FeelValues.Compare(value, End), EndIncluded);
        return value is null ? null : FeelValues.And(above, below);
    }

    public bool Equals(FeelRange? other) => other is not null && FeelValues.AreEqual(Start, other.Start) == true
        && FeelValues.AreEqual(End, other.End) == true && StartIncluded == other.StartIncluded && EndIncluded == other.EndIncluded
        && IsComplement == other.IsComplement;

    public override bool Equals(object? obj) => Equals(obj as FeelRange);

    public override int GetHashCode() => HashCode.Combine(ValueComparer.HashOf(Start), ValueComparer.HashOf(End));

    public override string ToString() => FeelValues.Text(this);

    private static bool? Satisfies(int? order, bool included) => order is null ? null : order > 0 || (included && order == 0);
}
