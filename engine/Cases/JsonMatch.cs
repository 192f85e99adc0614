using System.Globalization;
using System.Text.Json;

namespace Workflows.Engine.Cases;

/// <summary>
/// Compares what a case expects with what came: of objects the members that are named, lists in full, moments as moments.
/// </summary>
internal static class JsonMatch
{
    /// <summary>Where and how the two differ first; null when what came is as expected.</summary>
    public static string? Difference(JsonElement expected, JsonElement actual, string at = "")
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when actual.ValueKind == JsonValueKind.Object:
                return expected.EnumerateObject()
                    .Select(m => Difference(m.Value, actual.TryGetProperty(m.Name, out var value) ? value : default, $"{at}.{m.Name}"))
                    .FirstOrDefault(d => d is not null);
            case JsonValueKind.Array when actual.ValueKind == JsonValueKind.Array:
                return expected.GetArrayLength() != actual.GetArrayLength()
                    ? $"{at}: {expected.GetArrayLength()} expected, {actual.GetArrayLength()} came: {actual.GetRawText()}"
                    : expected.EnumerateArray().Zip(actual.EnumerateArray())
                        .Select((pair, i) => Difference(pair.First, pair.Second, $"{at}[{i + 1}]"))
                        .FirstOrDefault(d => d is not null);
            default:
                return IsSame(expected, actual) ? null : $"{at}: {Show(expected)} expected, {Show(actual)} came";
        }
    }

    /// <summary>Whether two plain values are the same; what is missing counts as null.</summary>
    public static bool IsSame(JsonElement one, JsonElement other) => (KindOf(one), KindOf(other)) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetDecimal() == other.GetDecimal(),
        (JsonValueKind.String, JsonValueKind.String) =>
            one.GetString() == other.GetString() || IsSameMoment(one.GetString(), other.GetString()),
        (JsonValueKind.Object or JsonValueKind.Array, var kind) when kind == one.ValueKind => Difference(one, other) is null,
        var (first, second) => first == second,
    };

    private static JsonValueKind KindOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? JsonValueKind.Null : json.ValueKind;

    private static bool IsSameMoment(string? one, string? other) =>
        one?.Contains('T', StringComparison.Ordinal) == true && other?.Contains('T', StringComparison.Ordinal) == true
        && TryMoment(one, out var first) && TryMoment(other, out var second) && first == second;

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    private static string Show(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "nothing" : json.GetRawText();
}
