using Workflows.Host.Cli;

namespace Workflows.Tests.Cli;

public sealed class DmnCommandTests : IDisposable
{
    private const string Model = """
        <definitions name="m" namespace="n">
          <decision name="d"><literalExpression><text>1 + 1</text></literalExpression></decision>
        </definitions>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kit").FullName;

    [Theory]
    [InlineData("2", CommandLine.Fine)]
    [InlineData("3", CommandLine.Wrong)]
    public async Task Kit_command_gives_the_exit_code_of_its_cases(string expected, int code)
    {
        Write("m.dmn", Model);
        Write("m-test-01.xml", $"""
            <testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>m.dmn</modelName><testCase id="1">
            <resultNode name="d" type="decision"><expected><value xsi:type="xsd:decimal">{expected}</value></expected></resultNode>
            </testCase></testCases>
            """);

        Assert.Equal(code, await Run("dmn", "tck", folder));
        Assert.Equal(code, await Run("dmn", "tck", folder, "--json"));
    }

    [Fact]
    public async Task Folder_without_test_files_is_wrong_usage() => Assert.Equal(CommandLine.Usage, await Run("dmn", "tck", folder));

    [Fact]
    public async Task Missing_folder_is_wrong_usage() =>
        Assert.Equal(CommandLine.Usage, await Run("dmn", "tck", Path.Combine(folder, "nowhere")));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<int> Run(params string[] args) => CommandLine.RunAsync(args, [DmnCommand.Create()]);

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, "0001-case", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
