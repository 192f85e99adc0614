namespace Workflows.Rules.Feel.Functions;

/// <summary>
/// Roots, exponentials, logarithms and rounding on decimals, exact to about 27 digits, so that money never passes through binary fractions.
/// Null where the standard says null or the result does not fit.
/// </summary>
internal static class DecimalMath
{
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>The largest whole number whose square is one.</summary>
    private const decimal MostRoot = 281_474_976_710_655m;

    /// <summary>The bounds of a scale that the standard gives.</summary>
    private const decimal LeastScale = -6111, MostScale = 6176;

    public static decimal? Sqrt(decimal x)
    {
        if (x <= 0)
        {
            return x == 0 ? 0m : null;
        }

        var root = (decimal)Math.Sqrt((double)x);
        for (var i = 0; i < 4; i++)
        {
            root = (root + x / root) / 2;
        }

        var exact = decimal.Round(root, 14);
        return exact <= MostRoot && exact * exact == x ? exact : root;
    }

    /// <summary>e to the power of x: the series near nought, scaled by a power of two.</summary>
    public static decimal? Exp(decimal x)
    {
        if (x is > 66.5m or < -64m)
        {
            return x < 0 ? 0m : null;
        }

        var twos = (int)decimal.Round(x / Ln2);
        var rest = x - twos * Ln2;
        decimal sum = 1, term = 1;
        for (var i = 1; i < 40 && term != 0; i++)
        {
            term = term * rest / i;
            sum += term;
        }

        try
        {
            return Scaled(sum, twos);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The natural logarithm, by Newton's steps from the binary one.</summary>
    public static decimal? Ln(decimal x)
    {
        if (x <= 0)
        {
            return null;
        }

        var twos = 0;
        for (; x > 1.5m; twos++)
        {
            x /= 2;
        }

        for (; x < 0.75m; twos--)
        {
            x *= 2;
        }

        var y = (decimal)Math.Log((double)x);
        for (var i = 0; i < 3; i++)
        {
            var power = Exp(y)!.Value;
            y += 2 * (x - power) / (x + power);
        }

        return y + twos * Ln2;
    }

    /// <summary>
    /// A number rounded at a place: digits behind the point, or before it where the scale is below nought. The scale's fraction is cut.
    /// </summary>
    public static decimal? Round(decimal n, decimal scale, MidpointRounding way)
    {
        if (scale is < LeastScale or > MostScale)
        {
            return null;
        }

        var places = (int)decimal.Truncate(scale);
        if (places >= 28)
        {
            return n;
        }

        return places >= 0 ? decimal.Round(n, places, way) : RoundLeft(n, -places, way);
    }

    /// <summary>To the nearest, halves towards nought.</summary>
    public static decimal? RoundHalfDown(decimal n, decimal scale)
    {
        var near = Round(n, scale, MidpointRounding.AwayFromZero);
        var cut = Round(n, scale, MidpointRounding.ToZero);
        return near is null || cut is null || near == cut ? cut : Math.Abs(near.Value - n) == Math.Abs(n - cut.Value) ? cut : near;
    }

    private static decimal? RoundLeft(decimal n, int digits, MidpointRounding way)
    {
        if (digits > 28)
        {
            return way is MidpointRounding.ToPositiveInfinity && n > 0 || way is MidpointRounding.ToNegativeInfinity && n < 0 ? null : 0m;
        }

        var unit = 1m;
        for (var i = 0; i < digits; i++)
        {
            unit *= 10;
        }

        try
        {
            return decimal.Round(n / unit, way) * unit;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal Scaled(decimal value, int twos)
    {
        for (; twos > 0; twos--)
        {
            value *= 2;
        }

        for (; twos < 0; twos++)
        {
            value /= 2;
        }

        return value;
    }
}
