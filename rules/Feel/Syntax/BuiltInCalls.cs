using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Feel.Syntax;

/// <summary>Calls of a built-in function seen before evaluation.</summary>
internal sealed class BuiltInCalls(BuiltInFunction function)
{
    /// <summary>The type of a call, or null where no variant can take the arguments.</summary>
    public FeelType? Result(IReadOnlyList<FeelType> types, IReadOnlyList<string>? names)
    {
        FeelType? result = null;
        foreach (var variant in function.Variants)
        {
            if (Arranged(variant, types, names) is { } arranged && Fits(variant, arranged))
            {
                var own = variant.ResultFor(arranged);
                result = result is null ? own : result.Join(own);
            }
        }

        return result;
    }

    /// <summary>Why no variant can.</summary>
    public (string Code, FeelTold Told) Fault(IReadOnlyList<FeelType> types, IReadOnlyList<string>? names)
    {
        var signatures = string.Join(" / ", function.Variants.Select(Signature));
        if (names?.FirstOrDefault(n => function.Variants.All(v => BuiltInFunction.IndexOf(v.Parameters, n) < 0)) is { } unknown)
        {
            return ("F206", FeelMeanings.NoParameter(function.Name, unknown, signatures));
        }

        return function.Variants.Any(v => Arranged(v, types, names) is not null)
            ? ("F207", FeelMeanings.ArgumentType(function.Name, string.Join(", ", types.Select(t => t.Name)), signatures))
            : ("F205", FeelMeanings.ArgumentCount(function.Name, types.Count, signatures));
    }

    public string Signature(FunctionVariant variant) => $"{function.Name}({string.Join(", ", variant.Parameters.Select(Written))})";

    private static string Written(FeelParameter parameter) =>
        parameter.IsVariadic ? parameter.Name + "…" : parameter.IsOptional ? parameter.Name + "?" : parameter.Name;

    private static List<FeelType>? Arranged(FunctionVariant variant, IReadOnlyList<FeelType> types, IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return variant.Takes(types.Count) ? [.. types] : null;
        }

        var arranged = Enumerable.Repeat(FeelType.Null, variant.Parameters.Count).ToList();
        foreach (var (i, name) in names.Index())
        {
            var at = BuiltInFunction.IndexOf(variant.Parameters, name);
            if (at < 0)
            {
                return null;
            }

            arranged[at] = types[i];
        }

        var isComplete = variant.Parameters.All(p => p.IsOptional || names.Contains(p.Name));
        return isComplete ? arranged : null;
    }

    private static bool Fits(FunctionVariant variant, List<FeelType> types) =>
        !types.Where((t, i) => !t.MayConformTo(variant.Parameters[Math.Min(i, variant.Parameters.Count - 1)].Type)).Any();
}
