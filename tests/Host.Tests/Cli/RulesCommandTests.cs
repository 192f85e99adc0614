using Workflows.Host.Cli;

namespace Workflows.Tests.Cli;

/// <summary>The commands for rule files: fine is 0, a thing that is wrong is 1, a wrong use is 2.</summary>
public sealed class RulesCommandTests : IDisposable
{
    private const string Text = """
        rules limits "Limits" zh "限额"

        fact Claim "Claim" zh "申请"
          id     string key
          amount number

        fact Verdict "Verdict" zh "结论" concluded
          claim string key

        parameter most number = 100 in [0..] "highest amount" zh "最高金额"

        rule high "Too high" zh "过高"
          when
            claim is a Claim where amount > most
          then
            conclude Verdict
              claim claim.id

        test "over the limit" zh "超过限额"
          given Claim id "A", amount 101
          expect 1 Verdict claim "A"
        """ + "\n";

    private readonly string folder = Directory.CreateTempSubdirectory("rules").FullName;

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    [InlineData("format")]
    public async Task File_that_is_right_is_fine_and_one_that_is_wrong_or_missing_is_not(string command)
    {
        Assert.Equal(CommandLine.Fine, await RunAsync(command, Write("right.rules", Text)));
        Assert.Equal(CommandLine.Fine, await RunAsync(command, Write("right.rules", Text), "--json"));
        Assert.Equal(CommandLine.Usage, await RunAsync(command, Path.Combine(folder, "nowhere.rules")));
        Assert.Equal(CommandLine.Usage, await RunAsync(command));
    }

    [Theory]
    [InlineData("check", "amount > most", "amuont > most")]
    [InlineData("test", "amount > most", "amuont > most")]
    [InlineData("test", "amount 101", "amount 99")]
    public async Task Mistakes_and_tests_that_fail_are_wrong(string command, string right, string wrong)
    {
        var path = Write("wrong.rules", Text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(CommandLine.Wrong, await RunAsync(command, path));
        Assert.Equal(CommandLine.Wrong, await RunAsync(command, path, "--json"));
    }

    [Fact]
    public async Task Format_tells_a_file_that_is_not_in_the_one_form_and_then_brings_it_there()
    {
        var path = Write("loose.rules", Text.Replace("amount number", "amount   number", StringComparison.Ordinal));
        Assert.Equal(CommandLine.Wrong, await RunAsync("format", path, "--check"));
        Assert.Equal(CommandLine.Fine, await RunAsync("format", path));
        Assert.Equal(Text, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(CommandLine.Fine, await RunAsync("format", path, "--check"));
    }

    [Theory]
    [InlineData("""{"Claim": [{"id": "A", "amount": 101}]}""", null, CommandLine.Fine)]
    [InlineData("""{"Claim": [{"id": "A", "amount": 101}]}""", """{"most": 500}""", CommandLine.Fine)]
    [InlineData("""{"Claim": [{"id": "A", "amount": "much"}]}""", null, CommandLine.Wrong)]
    [InlineData("""{"Claim": []}""", "5", CommandLine.Usage)]
    [InlineData("""{"Claim": [""", null, CommandLine.Usage)]
    [InlineData("""{"Order": []}""", null, CommandLine.Usage)]
    public async Task Facts_are_judged_when_they_fit(string facts, string? parameters, int code)
    {
        var given = (string[])["eval", "--rules", Write("right.rules", Text), "--facts", Write("facts.json", facts), "--explain"];
        Assert.Equal(code, await RunAsync(parameters is null ? given : [.. given, "--parameters", parameters]));
        Assert.Equal(code, await RunAsync(parameters is null ? [.. given, "--json"] : [.. given, "--json", "--parameters", parameters]));
    }

    [Fact]
    public async Task Backtest_tries_a_file_against_the_published_rules()
    {
        var shipped = Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "fraud.rules", SearchOption.AllDirectories)
            .Single();
        var data = Path.Combine(folder, "data");
        Assert.Equal(CommandLine.Fine, await RunAsync("backtest", shipped, "--data", data, "--json"));
        Assert.Equal(CommandLine.Fine, await RunAsync("backtest", shipped, "--data", data, "--parameters", "{}"));
        Assert.Equal(CommandLine.Usage, await RunAsync("backtest", shipped, "--data", data, "--parameters", "no"));
        Assert.Equal(CommandLine.Wrong, await RunAsync("backtest", Write("right.rules", Text), "--data", data));
        Assert.Equal(CommandLine.Usage, await RunAsync("backtest", Path.Combine(folder, "nowhere.rules"), "--data", data));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(["rules", .. args], [RulesCommand.Create()]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
