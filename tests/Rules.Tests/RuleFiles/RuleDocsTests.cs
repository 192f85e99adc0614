using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.RuleFiles;

public sealed class RuleDocsTests
{
    private static string Read(string path) => File.ReadAllText(Path.Combine(RuleCorpus.Folder(), "../../..", path));

    [Theory]
    [InlineData("docs/rule-files.md")]
    [InlineData("docs/rule-files.zh-CN.md")]
    public void Examples_of_the_handbook_compile_and_pass_their_tests(string handbook)
    {
        var examples = Read(handbook).Split("```rules\n").Skip(1).Select(p =>
            p[..p.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.True(examples.Count >= 2);
        foreach (var example in examples)
        {
            var check = RuleProgram.Compile([new RuleFile("docs.rules", example)]);
            Assert.Empty(check.Diagnostics.Select(d => d.ToString()));
            var report = check.Program!.RunTests();
            Assert.Empty(report.Results.SelectMany(r => r.Failures).Select(f => f.ToString()));
            Assert.True(report.Passed > 0);
        }
    }

    [Theory]
    [InlineData("docs/rule-files.md")]
    [InlineData("docs/rule-files.zh-CN.md")]
    public void Grammar_in_the_handbook_is_the_one_above_the_parser(string handbook)
    {
        var parser = Read("rules/RuleFiles/Syntax/RuleFileParser.cs");
        var code = parser[(parser.IndexOf("<code>", StringComparison.Ordinal) + 7)..parser.IndexOf("/// </code>",
            StringComparison.Ordinal)];
        var grammar = code.Split('\n').Select(l => l.Replace("/// ", string.Empty, StringComparison.Ordinal)).Where(l => l.Length > 0);
        var docs = Read(handbook);
        Assert.All(grammar, line => Assert.Contains(line, docs, StringComparison.Ordinal));
    }

    [Fact]
    public void Facts_of_the_shop_compile_without_a_finding() =>
        Assert.Empty(RuleProgram.Compile([new RuleFile("shop.rules", Read("workflows/Facts/shop.rules"))]).Diagnostics);

    [Fact]
    public void Figures_of_the_shipped_rule_files_refuse_what_lies_outside_their_bounds_in_both_languages()
    {
        var files = Directory.GetFiles(Path.Combine(RuleCorpus.Folder(), "../../../workflows"), "*.rules", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(f => new RuleFile(Path.GetFileName(f), File.ReadAllText(f))).ToList();
        foreach (var file in files)
        {
            var program = RuleProgram.Compile([file, .. files.Where(f => f != file)]).Program!;
            foreach (var parameter in program.Parameters.Where(p => p.Type.Name is not "list<string>"))
            {
                Assert.True(parameter.Label.Zh is { Length: > 0 }, $"{file.Name} {parameter.Name} has no Chinese text");
                var fault = program.CheckParameters(new Dictionary<string, object?> { [parameter.Name] = Outside(parameter.Type.Name) });
                Assert.True(fault is [{ Code: "R506" }], $"{file.Name} {parameter.Name} takes anything");
                Assert.Contains(parameter.Label.For("zh"), fault[0].Message.For("zh"), StringComparison.Ordinal);
                Assert.True(fault[0].NextStep is { Zh: not null }, $"{file.Name} {parameter.Name} does not say what may be given");
            }
        }
    }

    private static object Outside(string type) => type switch
    {
        "number" => 1_000_000_000_000m,
        "list<number>" => new object?[] { -1m },
        "days and time duration" => "P9999D",
        "time" => "23:59:59.5",
        _ => "?",
    };
}
