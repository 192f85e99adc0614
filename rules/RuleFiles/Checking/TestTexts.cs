using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What is said about tests, in both languages.</summary>
internal static class TestTexts
{
    public static ProblemText TooMany(int most) => new(
        new($"A test gives at most {most} facts at once.", $"一个测试一次最多给出 {most} 个事实。"), new("Give fewer.", "请减少数量。"));
}
