using Workflows.Rules.Feel;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>
/// Brings values of one FEEL type to values whose <see cref="object.Equals(object?)"/> and order are FEEL's, so that an index can serve a
/// comparison.
/// </summary>
internal static class IndexValue
{
    /// <summary>Whether values of both types can be compared by an index, with FEEL's meaning.</summary>
    public static bool Serves(FeelType left, ComparisonOperator op, FeelType right) => left.Kind == right.Kind && left.Kind switch
    {
        FeelKind.Number or FeelKind.Date or FeelKind.Time or FeelKind.DateTime => true,
        FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration => true,
        FeelKind.String or FeelKind.Boolean => op == ComparisonOperator.Equal,
        _ => false,
    };

    /// <summary>Whether an index may keep such values in order: a moment with a zone and one without have none.</summary>
    public static bool HasOrder(FeelType type) => type.Kind is not (FeelKind.DateTime or FeelKind.Time);

    public static object? Of(object? value) => value switch
    {
        FeelDate date => date.DayNumber,
        FeelTime time => new Moment(time.MomentOfDay, time.Zone is null, time.Zone?.Id is not null),
        FeelDateTime moment => new Moment(
            ((Int128)moment.EpochSecond * FeelTime.NanosPerSecond) + moment.Time.Nano, moment.Zone is null, moment.Zone?.Id is not null),
        DaysTimeDuration span => ((Int128)span.Seconds * FeelTime.NanosPerSecond) + span.Nano,
        YearsMonthsDuration span => (long)span.Months,
        _ => value,
    };

    public static bool Holds(object? left, ComparisonOperator op, object? right)
    {
        if (op == ComparisonOperator.Equal)
        {
            return Equals(left, right);
        }

        if (left is not IComparable comparable || right is null || left.GetType() != right.GetType())
        {
            return false;
        }

        if (left is Moment { IsLocal: var isLocal } && right is Moment other && other.IsLocal != isLocal)
        {
            return false;
        }

        var order = comparable.CompareTo(right);
        return op switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>A point of time without a zone, with an offset, or with a zone by its name; no two of these kinds are ever equal.</summary>
    private readonly record struct Moment(Int128 Nanos, bool IsLocal, bool IsNamed) : IComparable
    {
        public int CompareTo(object? obj) => obj is Moment other ? Nanos.CompareTo(other.Nanos) : 1;
    }
}
