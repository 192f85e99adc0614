using Workflows.Host.Cli;

namespace Workflows.Tests.Cli;

public sealed class RulesSheetCommandTests : IDisposable
{
    private const string Text = """
        rules pay "Pay" zh "薪酬"

        parameter top number = 0.015 in [0..1] "top rate" zh "最高比例"

        table rate "Rate" zh "比例" unique
          post   string one of "sales", "director"
          amount number in [0..]
          | post       | amount  || rate |
          | "sales"    | < 100   || 0.01 |  # small
          | "sales"    | >= 100  || top  |
          | "director" | -       || 0    |
        """ + "\n";

    private readonly string folder = Directory.CreateTempSubdirectory("sheets").FullName;

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    [InlineData("dmn")]
    public async Task Table_that_went_out_comes_back_into_the_file(string format)
    {
        var rules = Write("pay.rules", Text);
        await RunAsync("export-table", rules, "rate", In($"rate.{format}"));
        Assert.Equal(CommandLine.Fine, await RunAsync("import-table", rules, In($"rate.{format}")));
        await RunAsync("format", rules);
        var expected = new Rules.RuleFiles.RuleFile("pay.rules", Text).Format().Text;
        Assert.Equal(expected, await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task Parameters_that_went_out_come_back_into_the_file(string format)
    {
        var rules = Write("pay.rules", Text);
        Assert.Equal(CommandLine.Fine, await RunAsync("export-parameters", rules, In($"p.{format}")));
        Assert.Equal(CommandLine.Fine, await RunAsync("import-parameters", rules, In($"p.{format}")));
        var expected = new Rules.RuleFiles.RuleFile("pay.rules", Text).Format().Text;
        Assert.Equal(expected, await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sheet_that_would_make_the_rules_wrong_leaves_the_file_as_it_was()
    {
        var rules = Write("pay.rules", Text);
        var sheet = Write("rate.csv", "table,rate\ncolumn,post,rate\nuse,input,result\n1,\"\"\"sales\"\"\",tops\n");
        Assert.Equal(CommandLine.Wrong, await RunAsync("import-table", rules, sheet));
        Assert.Equal(Text, await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Check_alone_writes_nothing()
    {
        var rules = Write("pay.rules", Text);
        var sheet = Write("p.csv", "parameters,pay\nname,type,value\ntop,number,0.02\n");
        Assert.Equal(CommandLine.Fine, await RunAsync("import-parameters", rules, sheet, "--check"));
        Assert.Equal(Text, await File.ReadAllTextAsync(rules, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Unknown_table_is_wrong_and_unknown_ending_or_file_is_wrong_usage()
    {
        var rules = Write("pay.rules", Text);
        Assert.Equal(CommandLine.Wrong, await RunAsync("export-table", rules, "rates", In("r.csv")));
        Assert.Equal(CommandLine.Usage, await RunAsync("export-table", rules, "rate", In("r.ods")));
        Assert.Equal(CommandLine.Usage, await RunAsync("import-table", rules, In("nowhere.csv")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(["rules", .. args], [RulesCommand.Create()]);

    private string In(string name) => Path.Combine(folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }
}
