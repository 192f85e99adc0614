using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>The type that a <see cref="TypeSyntax"/> names.</summary>
/// <param name="Type">The type in expressions; <c>Any</c> where it is not known.</param>
/// <param name="Reference">The fact type whose key it is.</param>
/// <param name="IsText">Whether it is a text for people.</param>
/// <param name="IsWhole">Whether it takes whole numbers alone.</param>
internal readonly record struct NamedType(FeelType Type, string? Reference = null, bool IsText = false, bool IsWhole = false);

/// <summary>The words for types.</summary>
internal static class TypeReader
{
    public static IReadOnlyList<string> Words { get; } =
    [
        "string", "text", "number", "whole number", "boolean", "date", "time", "date and time", "duration", "days and time duration",
        "years and months duration", "Any",
    ];

    public static FeelType? Simple(string name) => name switch
    {
        "string" => FeelType.String,
        "text" => LocalizedText.Type,
        "number" or "whole number" => FeelType.Number,
        "boolean" => FeelType.Boolean,
        "date" => FeelType.Date,
        "time" => FeelType.Time,
        "date and time" => FeelType.DateTime,
        "duration" or "days and time duration" => FeelType.DaysTimeDuration,
        "years and months duration" => FeelType.YearsMonthsDuration,
        "Any" => FeelType.Any,
        _ => null,
    };

    /// <summary>The type, or a reference to one of the declared fact types.</summary>
    public static NamedType Read(TypeSyntax syntax, IReadOnlyDictionary<string, FactSyntax> facts, Problems problems)
    {
        var one = ReadOne(syntax, facts, problems, 0);
        return syntax.IsList ? one with { Type = FeelType.ListOf(one.Type), IsText = false } : one;
    }

    private static NamedType ReadOne(TypeSyntax syntax, IReadOnlyDictionary<string, FactSyntax> facts, Problems problems, int depth)
    {
        if (Simple(syntax.Name) is { } simple)
        {
            return new NamedType(simple, null, syntax.Name == "text", syntax.Name == "whole number");
        }

        if (syntax.Name.Length == 0)
        {
            return new NamedType(FeelType.Any);
        }

        if (!facts.TryGetValue(syntax.Name, out var fact))
        {
            var known = Words.Concat(facts.Keys);
            problems.Add("R206", syntax.Span, CheckTexts.UnknownType(syntax.Name, NearestName.Of(syntax.Name, known), known));
            return new NamedType(FeelType.Any);
        }

        var keys = fact.Fields.Where(f => f.IsKey).ToList();
        if (keys.Count != 1 || depth > 8)
        {
            problems.Add("R207", syntax.Span, CheckTexts.NoSingleKey(fact.Name.Text));
            return new NamedType(FeelType.Any, fact.Name.Text);
        }

        // The key may itself refer to a fact: then it holds that fact's key.
        var key = Simple(keys[0].Type.Name) ?? ReadOne(keys[0].Type with { Span = syntax.Span }, facts, problems, depth + 1).Type;
        return new NamedType(key, fact.Name.Text);
    }
}
