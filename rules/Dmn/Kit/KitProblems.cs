namespace Workflows.Rules.Dmn.Kit;

/// <summary>What can be wrong with a folder of the compatibility kit.</summary>
internal static class KitProblems
{
    public static Diagnostic NotTests(SourcePlace place, string name) => new("D120", Severity.Error, place,
        new LocalText($"A test file of the kit begins with the element testCases, not with {name}.",
            $"测试套件文件应以 testCases 元素开始，而不是 {name}。"),
        new LocalText("Choose a folder tree of the DMN compatibility kit.", "请选择 DMN 兼容性测试套件的文件夹。"));
}
