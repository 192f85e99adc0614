using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>How many there are.</summary>
internal static class CountingFunctions
{
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("count", new LocalText("How many elements a list has", "列表的元素个数"),
            Of([P("list", FeelType.List)], FeelType.Number, (a, _) => (decimal)((IReadOnlyList<object?>)a[0]!).Count)),
    ];
}
