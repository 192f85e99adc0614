namespace Workflows.Rules.Feel;

/// <summary>
/// Equality and order of values. Structures are walked to a depth and a number of parts that no honest value reaches: a list that holds
/// another twice, and so on, is short in memory and has no end when it is walked.
/// </summary>
internal static class ValueComparison
{
    private const int MostDepth = 200;
    private const int MostParts = 3_000_000;

    public static bool? AreEqual(object? a, object? b)
    {
        var parts = 0;
        return AreEqual(a, b, 0, ref parts);
    }

    /// <summary>
    /// As <see cref="AreEqual(object?, object?)"/>; what is long to compare takes steps, and is null when they are used up.
    /// </summary>
    public static bool? AreEqual(object? a, object? b, FeelRun run)
    {
        var parts = 0;
        var equal = AreEqual(a, b, 0, ref parts);
        return parts == 0 || run.Steps(parts) ? equal : null;
    }

    private static bool? AreEqual(object? a, object? b, int depth, ref int parts)
    {
        if (a is null || b is null)
        {
            return a is null && b is null;
        }

        return (a, b) switch
        {
            (decimal x, decimal y) => x == y,
            (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
            (bool x, bool y) => x == y,
            (FeelDate x, FeelDate y) => x == y,
            (FeelTime x, FeelTime y) => x == y && AreOfOneKind(x.Zone, y.Zone),
            (FeelDateTime x, FeelDateTime y) => x == y && AreOfOneKind(x.Zone, y.Zone),
            (DaysTimeDuration x, DaysTimeDuration y) => x == y,
            (YearsMonthsDuration x, YearsMonthsDuration y) => x == y,
            (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => ListsEqual(x, y, depth, ref parts),
            (IFeelContext x, IFeelContext y) => ContextsEqual(x, y, depth, ref parts),
            (FeelRange x, FeelRange y) => x.Equals(y),
            (FeelFunction x, FeelFunction y) => ReferenceEquals(x, y),
            _ => null,
        };
    }

    public static int? Compare(object? a, object? b) => (a, b) switch
    {
        (decimal x, decimal y) => x.CompareTo(y),
        (string x, string y) => CompareText(x, y),
        (FeelDate x, FeelDate y) => x.CompareTo(y),
        (FeelTime x, FeelTime y) => AreComparable(x.Zone, y.Zone) ? x.CompareTo(y) : null,
        (FeelDateTime x, FeelDateTime y) => AreComparable(x.Zone, y.Zone) ? x.CompareTo(y) : null,
        (DaysTimeDuration x, DaysTimeDuration y) => x.CompareTo(y),
        (YearsMonthsDuration x, YearsMonthsDuration y) => x.CompareTo(y),
        _ => null,
    };

    /// <summary>A local time says nothing of when it is, so it neither equals nor precedes one with a zone.</summary>
    public static bool AreComparable(FeelZone? a, FeelZone? b) => a is null == b is null;

    /// <summary>Moments are equal where both have an offset or both a zone by its id; the compatibility kit asks for it.</summary>
    private static bool AreOfOneKind(FeelZone? a, FeelZone? b) => AreComparable(a, b) && (a?.Id is null) == (b?.Id is null);

    public static bool IsSame(object? a, object? b) => (a, b) switch
    {
        (FeelTime x, FeelTime y) => x.IsSame(y),
        (FeelDateTime x, FeelDateTime y) => x.IsSame(y),
        _ => AreEqual(a, b) == true,
    };

    /// <summary>Strings in the order of their code points, whatever the culture.</summary>
    public static int CompareText(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] != b[i])
            {
                // Surrogates stand for code points above all others.
                return char.IsSurrogate(a[i]) == char.IsSurrogate(b[i]) ? a[i] - b[i] : char.IsSurrogate(a[i]) ? 1 : -1;
            }
        }

        return a.Length - b.Length;
    }

    private static bool ListsEqual(IReadOnlyList<object?> a, IReadOnlyList<object?> b, int depth, ref int parts)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        parts += a.Count;
        if (a.Count != b.Count || depth > MostDepth || parts > MostParts)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (AreEqual(a[i], b[i], depth + 1, ref parts) != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ContextsEqual(IFeelContext a, IFeelContext b, int depth, ref int parts)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        parts += a.Count;
        if (a.Count != b.Count || depth > MostDepth || parts > MostParts)
        {
            return false;
        }

        foreach (var name in a.Names)
        {
            if (!b.TryGet(name, out var other) || !a.TryGet(name, out var own) || AreEqual(own, other, depth + 1, ref parts) != true)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Equality for dictionaries: every value equals itself, values of different kinds differ.</summary>
internal sealed class ValueComparer : IEqualityComparer<object?>
{
    private const int Sampled = 16;

    bool IEqualityComparer<object?>.Equals(object? x, object? y) => ValueComparison.AreEqual(x, y) == true;

    public int GetHashCode(object? obj) => HashOf(obj);

    public static int HashOf(object? value, int depth = 0)
    {
        if (depth > 3)
        {
            return 1;
        }

        switch (value)
        {
            case null:
                return 0;
            case string text:
                return string.GetHashCode(text, StringComparison.Ordinal);
            case IReadOnlyList<object?> list:
                var hash = new HashCode();
                hash.Add(list.Count);
                for (var i = 0; i < Math.Min(list.Count, Sampled); i++)
                {
                    hash.Add(HashOf(list[i], depth + 1));
                }

                return hash.ToHashCode();
            case IFeelContext context:
                return context.Names.Aggregate(context.Count, (sum, name) => sum ^ name.GetHashCode(StringComparison.Ordinal));
            case FeelRange range:
                return HashCode.Combine(HashOf(range.Start, depth + 1), HashOf(range.End, depth + 1));
            default:
                return value.GetHashCode();
        }
    }
}
