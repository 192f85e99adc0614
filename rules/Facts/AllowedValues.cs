using Workflows.Rules.Feel;

namespace Workflows.Rules.Facts;

/// <summary>A stretch of values in order. A side that is null is open.</summary>
public sealed record AllowedRange(object? Low, bool LowIncluded, object? High, bool HighIncluded)
{
    /// <summary>Whether the value lies in it; false for a value that cannot be compared with its ends.</summary>
    public bool Contains(object value) => Fits(Low, LowIncluded, value, 1) && Fits(High, HighIncluded, value, -1);

    private static bool Fits(object? end, bool included, object value, int sign)
    {
        if (end is null)
        {
            return true;
        }

        return FeelValues.Compare(value, end) is { } order && (order == 0 ? included : Math.Sign(order) == sign);
    }
}

/// <summary>The values that a field or parameter may take: single values (<c>one of</c>) or ranges (<c>in</c>).</summary>
/// <param name="Text">As the file writes it, for people.</param>
/// <param name="Choices">The single values in their order; empty for ranges.</param>
/// <param name="Ranges">The ranges; empty for single values.</param>
public sealed record AllowedValues(string Text, IReadOnlyList<object> Choices, IReadOnlyList<AllowedRange> Ranges)
{
    /// <summary>True and false.</summary>
    internal static AllowedValues Booleans { get; } = new("true, false", [true, false], []);

    /// <summary>What people call the single values, in their order; empty where no value has a name of its own.</summary>
    public IReadOnlyList<LocalText> Names { get; init; } = [];

    /// <summary>Whether a number has to be whole, as counts of people and pieces are.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What is allowed, for people.</summary>
    public LocalText Words => !IsWhole ? new(Text)
        : Text.Length == 0 ? new("whole numbers", "整数") : new($"{Text}, whole numbers only", $"{Text}，只能是整数");

    /// <summary>All whole numbers.</summary>
    internal static AllowedValues WholeNumbers { get; } =
        new(string.Empty, [], [new AllowedRange(null, false, null, false)]) { IsWhole = true };

    /// <summary>Whether the value is allowed. Null always is: an empty field says nothing.</summary>
    public bool Contains(object? value) => value switch
    {
        null => true,
        decimal number when IsWhole && !decimal.IsInteger(number) => false,
        IReadOnlyList<object?> list => list.All(Contains),
        _ => Choices.Any(c => FeelValues.Comparer.Equals(c, value)) || Ranges.Any(r => r.Contains(value)),
    };
}
