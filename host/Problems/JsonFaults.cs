using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Rules;

namespace Workflows.Host.Problems;

/// <summary>Tells where a JSON text is wrong, and in the reader's words what is: the library's own name types of the program.</summary>
internal static partial class JsonFaults
{
    public static Problem ToProblem(JsonException fault)
    {
        var place = new SourcePlace("body", (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1);
        var path = fault.Path is null or "$" ? string.Empty : fault.Path;
        var what = WhatOf(fault.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0]);
        return HostProblems.MalformedJson(new Diagnostic("H110", Severity.Error, place,
            new(path.Length > 0 ? $"The JSON is not right at {path}: {what.En}" : $"The JSON is not right: {what.En}",
                path.Length > 0 ? $"JSON 的 {path} 处不正确：{what.Zh}" : $"JSON 不正确：{what.Zh}"),
            new("Mend the place that is named.", "请修正所指位置。")));
    }

    private static LocalText WhatOf(string message)
    {
        if (Unknown().Match(message) is { Success: true } unknown)
        {
            return new($"there is no field \"{unknown.Groups[1].Value}\" here.", $"此处没有名为“{unknown.Groups[1].Value}”的字段。");
        }

        if (Missing().Match(message) is { Success: true } missing)
        {
            var names = missing.Groups[1].Value.Replace("'", "\"", StringComparison.Ordinal);
            return new($"it lacks {names}.", $"缺少 {names}。");
        }

        return Unfit().IsMatch(message)
            ? new("the value is not of the kind that stands here.", "此处的值类型不符。")
            : new(message, $"文本不是有效的 JSON（{message}）");
    }

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any .NET member")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (.*?)\\.?$")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON value could not be converted to ")]
    private static partial Regex Unfit();
}
