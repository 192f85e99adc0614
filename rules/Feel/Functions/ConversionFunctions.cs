using System.Globalization;
using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Values from texts, and texts from values.</summary>
internal static class ConversionFunctions
{
    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("string", new LocalText("A value as text", "将值转为文本"),
            Of([P("from", FeelType.Any)], FeelType.String, (a, _) => FeelValues.Text(a[0]))),
        new("number", new LocalText("A number from a text, with the signs used between thousands and before decimals",
            "由文本读取数值，可指定千位分隔符和小数点"),
            Of([P("from", FeelType.String)], FeelType.Number, (a, run) => Number((string)a[0]!, null, ".", run)),
            Of(
            [
                P("from", FeelType.String), Nullable("grouping separator", FeelType.String), Nullable("decimal separator", FeelType.String),
            ],
            FeelType.Number, (a, run) => Number((string)a[0]!, (string?)a[1], (string?)a[2] ?? ".", run))),
        new("range", new LocalText("A range from a text such as [1..10)", "由文本（如 [1..10)）生成区间"),
            Of([P("from", FeelType.String)], FeelType.Range,
                (a, run) => RangeText.Read((string)a[0]!) ?? run.Null(FunctionReasons.NotRead))),
    ];

    private static object? Number(string text, string? grouping, string point, FeelRun run)
    {
        if (grouping is not (null or " " or "," or ".") || point is not ("." or ",") || grouping == point)
        {
            return run.Null(FunctionReasons.NotRead);
        }

        var plain = grouping is null ? text : text.Replace(grouping, string.Empty, StringComparison.Ordinal);
        if (point == ",")
        {
            plain = plain.Contains('.', StringComparison.Ordinal) ? string.Empty : plain.Replace(',', '.');
        }

        return decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number) ? number : run.Null(FunctionReasons.NotRead);
    }

    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
}
