using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Expressions;

/// <summary>The closed list of type names of definitions, and what values become in them.</summary>
internal static class TypeAliases
{
    /// <summary>JSON as a value.</summary>
    public static object? ValueOf(JsonPart? part) => part?.Kind switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => RunValues.NumberOf(part.Text!),
        JsonValueKind.String => part.Text,
        JsonValueKind.Array => part.Items.Select(ValueOf).ToList(),
        _ => RunValues.Context(part.Members.Select(member => new KeyValuePair<string, object?>(member.Key, ValueOf(member.Value)))),
    };

    /// <summary>JSON text inside JSON as a value; what is no JSON stays text.</summary>
    public static object? Parse(JsonPart? part)
    {
        if (part?.Kind != JsonValueKind.String)
        {
            return ValueOf(part);
        }

        var (inner, problem) = new JsonPartReader(string.Empty, Encoding.UTF8.GetBytes(part.Text!)).Read();
        return problem is null ? ValueOf(inner) : part.Text;
    }

    /// <summary>The value in a type; what cannot be converted stays as it is.</summary>
    public static object? Convert(object? value, string typeName)
    {
        var name = typeName.TrimEnd('?');
        return name switch
        {
            "String" => RunValues.AsText(value),
            "Boolean" when value is string text => bool.TryParse(text, out var flag) ? flag : value,
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" when value is string text =>
                decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : value,
            _ => value,
        };
    }
}
