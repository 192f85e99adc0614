using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Truth, and what a value is.</summary>
internal static class LogicFunctions
{
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("not", new LocalText("The opposite of a truth value", "逻辑非"),
            Of([Nullable("negand", FeelType.Any)], FeelType.Boolean, (a, _) => FeelValues.Box(!(a[0] as bool?)))),
        new("is", new LocalText("Whether two values are the same, to the way a zone is written", "两个值是否完全相同（含时区写法）"),
            Of([Optional("value1", FeelType.Any), Optional("value2", FeelType.Any)], FeelType.Boolean,
                (a, _) => FeelValues.Box(FeelValues.IsSame(a[0], a[1])))),
    ];
}
