namespace Workflows.Rules.Feel.Functions;

/// <summary>Every built-in function there is, by kin. A name stands once.</summary>
internal static class BuiltIns
{
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        .. LogicFunctions.All,
        .. ConversionFunctions.All,
        .. StringFunctions.All,
        .. PatternFunctions.All,
        .. NumberFunctions.All,
        .. ListFunctions.All,
        .. StatisticsFunctions.All,
        .. ContextFunctions.All,
        .. RangeFunctions.All,
        .. TimeFunctions.All,
    ];

    private static readonly Dictionary<string, BuiltInFunction> ByName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);

    private static readonly Dictionary<char, BuiltInFunction[]> ByFirst =
        All.GroupBy(f => f.Name[0]).ToDictionary(g => g.Key, g => g.ToArray());

    public static BuiltInFunction? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Those whose name begins with a character.</summary>
    public static IReadOnlyList<BuiltInFunction> BeginningWith(char first) => ByFirst.GetValueOrDefault(first) ?? [];
}
