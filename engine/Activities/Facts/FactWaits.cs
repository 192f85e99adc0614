using System.Globalization;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Facts;

/// <summary>
/// The keys under which runs wait for facts, so that a fact wakes those whom it may concern and nobody else: a fact's type, its type and
/// key, or its type and one field. Which fields else must equal is looked at when the run is woken.
/// </summary>
public static class FactWaits
{
    private const int MostText = 200;

    /// <summary>Before the field in the key of those who wait for one: a mark that no name of a type holds.</summary>
    public const char FieldMark = '?';

    /// <summary>All keys of a fact that was written; without fields when it was withdrawn.</summary>
    /// <param name="type">The fact's type.</param>
    /// <param name="key">Its key.</param>
    /// <param name="fact">The fact; null when it was withdrawn.</param>
    public static IEnumerable<string> KeysOf(string type, string key, object? fact) =>
        RunValues.Members(fact).Select(field => FieldKey(type, field.Key, field.Value)).OfType<string>()
            .Prepend(WithKey(type, key)).Prepend(type);

    /// <summary>The key of one who waits for a fact with this key, or else with these fields.</summary>
    internal static string KeyFor(string type, string? key, object? where) =>
        string.IsNullOrEmpty(key) ? NarrowestField(type, where) ?? type : WithKey(type, key);

    /// <summary>The key of one who waits for or is started by a fact of this type, or by just one of them.</summary>
    internal static string KeyFor(string type, string? key) => string.IsNullOrEmpty(key) ? type : WithKey(type, key);

    // The longest value: an order's number tells more apart than its state does.
    private static string? NarrowestField(string type, object? where) =>
        RunValues.Members(where).Select(field => FieldKey(type, field.Key, field.Value)).OfType<string>()
            .MaxBy(key => key.Length);

    private static string WithKey(string type, string key) => $"{type}/{key}";

    // Names are alike without regard to case, as where a field is read. Values that are equal have one text here; others, and those too
    // long for a key, are left to the look at all fields.
    private static string? FieldKey(string type, string field, object? value) => value switch
    {
        string { Length: <= MostText } text => $"{type}{FieldMark}{field.ToUpperInvariant()}={text}",
        decimal number => string.Create(CultureInfo.InvariantCulture, $"{type}{FieldMark}{field.ToUpperInvariant()}={number:G29}"),
        bool flag => $"{type}{FieldMark}{field.ToUpperInvariant()}={flag}",
        _ => null,
    };
}
