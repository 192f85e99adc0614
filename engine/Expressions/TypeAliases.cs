using System.Text;
using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Expressions;

/// <summary>What JSON of definitions is as a value, and what a value is in a declared type.</summary>
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

    /// <summary>The value in a type; what the type cannot hold faults, a type that nobody knows holds everything.</summary>
    public static object? Convert(object? value, string typeName)
    {
        if (value is null || TypeAlias.Find(typeName) is not { } type)
        {
            return value;
        }

        if (ValueConversion.TryConvert(value, type, out var converted))
        {
            return converted;
        }

        var shown = RunValues.AsText(value) ?? string.Empty;
        var text = shown.Length > 100 ? shown[..100] + "…" : shown;
        throw new RunFaultException(
            "E412",
            new LocalText($"\"{text}\" cannot be taken as {typeName}.", $"“{text}”无法作为 {typeName} 使用。"),
            new LocalText("Give a value of that type, or declare another type.", "请给出该类型的值，或改用其他类型。"));
    }
}
