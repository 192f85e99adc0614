using System.Text.Json;
using Workflows.Rules;

namespace Workflows.Host.Problems;

/// <summary>Tells where a JSON text is wrong.</summary>
internal static class JsonFaults
{
    public static Problem ToProblem(JsonException fault)
    {
        var place = new SourcePlace("body", (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1);
        var at = string.IsNullOrEmpty(fault.Path) || fault.Path == "$" ? string.Empty : $" at {fault.Path}";
        var what = fault.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        return HostProblems.MalformedJson(new Diagnostic("H110", Severity.Error, place,
            new($"The JSON is not right{at}: {what}", $"JSON 不正确{at}：{what}"),
            new("Mend the place that is named.", "请修正所指位置。")));
    }
}
