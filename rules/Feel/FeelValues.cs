using System.Globalization;

namespace Workflows.Rules.Feel;

/// <summary>
/// What all FEEL values have in common. A value is an <c>object?</c> of a closed set: null, <c>bool</c>, <c>decimal</c>, <c>string</c>,
/// <see cref="FeelDate"/>, <see cref="FeelTime"/>, <see cref="FeelDateTime"/>, <see cref="DaysTimeDuration"/>,
/// <see cref="YearsMonthsDuration"/>, <c>IReadOnlyList&lt;object?&gt;</c>, <see cref="IFeelContext"/>, <see cref="FeelRange"/>,
/// <see cref="FeelFunction"/>. Nothing changes a value once it is made; a list that the caller hands in must not change either.
/// Numbers are decimals of 28 digits below 7.9e28: money and counts are exact; what does not fit is null with a reason.
/// </summary>
public static class FeelValues
{
    /// <summary>A true and a false that need no new box.</summary>
    public static object True { get; } = true;

    public static object False { get; } = false;

    /// <summary>Equality for dictionaries and sets: null equals null, values of different kinds differ, numbers by value.</summary>
    public static IEqualityComparer<object?> Comparer { get; } = new ValueComparer();

    public static object Box(bool value) => value ? True : False;

    public static object? Box(bool? value) => value is null ? null : Box(value.Value);

    /// <summary>
    /// FEEL's <c>=</c>: null where both are values of different kinds. Lists and contexts are equal by their parts, and false, not null,
    /// where parts are of different kinds.
    /// </summary>
    public static bool? AreEqual(object? a, object? b) => ValueComparison.AreEqual(a, b);

    /// <summary>
    /// FEEL's order: below, at or above zero; null where the kinds differ or have no order, or where one time has a zone and one has not.
    /// </summary>
    public static int? Compare(object? a, object? b) => ValueComparison.Compare(a, b);

    /// <summary>FEEL's <c>is()</c>: the same kind, and written alike to the zone.</summary>
    public static bool IsSame(object? a, object? b) => ValueComparison.IsSame(a, b);

    /// <summary>The type of a value; lists, contexts and ranges by their parts.</summary>
    public static FeelType TypeOf(object? value) => ValueTypes.TypeOf(value);

    /// <summary>FEEL's <c>instance of</c>: null is an instance of Null alone, also not of Any.</summary>
    public static bool IsInstance(object? value, FeelType type) => ValueTypes.IsInstance(value, type);

    /// <summary>
    /// DMN's implicit conversions (10.3.2.9.4): what conforms stays; a list of one becomes its element where a single value is wanted, a
    /// single value a list of one where a list is; a date becomes midnight UTC where a date and time is. Null conforms to every type.
    /// </summary>
    public static bool TryConvert(object? value, FeelType type, out object? converted) =>
        ValueTypes.TryConvert(value, type, out converted);

    /// <summary>FEEL's <c>string()</c>: the text of any value; strings as they are, but not inside of lists and contexts.</summary>
    public static string Text(object? value) => ValueText.Of(value);

    /// <summary>The elements of a list; a single value is a list of one; null is no list.</summary>
    public static IReadOnlyList<object?>? AsList(object? value) => value switch
    {
        null => null,
        IReadOnlyList<object?> list => list,
        _ => [value],
    };

    /// <summary>A number from any of .NET's; null where it is not finite or does not fit.</summary>
    public static decimal? Number(object? value) => value switch
    {
        decimal d => d,
        int or long or short or byte or uint or ushort or sbyte or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double d => Number(d),
        float f => Number((double)f),
        _ => null,
    };

    /// <summary>A number from the shortest text of a double; null where it is not finite or does not fit.</summary>
    public static decimal? Number(double value) =>
        double.IsFinite(value) && Math.Abs(value) < 7.9e28 ? Parsed(value.ToString("R", CultureInfo.InvariantCulture)) : null;

    /// <summary>Three-valued and.</summary>
    public static bool? And(bool? a, bool? b) => a == false || b == false ? false : a == true && b == true ? true : null;

    private static decimal Parsed(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
