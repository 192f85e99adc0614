using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Workflows.Host.RuleSets;
using Workflows.Host.Serving;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Cli;

/// <summary><c>rules backtest</c>: what a rule file would conclude otherwise from the stored facts than the published rules do.</summary>
internal static class RulesBacktestCommand
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var file = new Argument<string>("FILE") { Description = "The rule file to try." };
        var parameters = new Option<string?>("--parameters") { Description = "Figures to try: a JSON object.", HelpName = "JSON" };
        var command = new Command("backtest", "Judges the stored facts by a rule file and by the published rules, side by side.")
        {
            file, parameters,
        };
        return shared.On(command, (parsed, output, data, stop) =>
            RunAsync(output, data, parsed.GetValue(file)!, parsed.GetValue(parameters), stop));
    }

    private static async Task<int> RunAsync(CommandOutput output, string data, string path, string? figures, CancellationToken stop)
    {
        if (!File.Exists(path))
        {
            return CommandOutput.Fail($"There is no file {path}.", CommandLine.Usage);
        }

        Dictionary<string, JsonElement> parameters;
        try
        {
            parameters = figures is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(figures) ?? [];
        }
        catch (JsonException fault)
        {
            return CommandOutput.Fail($"The figures are no JSON object: {fault.Message}", CommandLine.Usage);
        }

        await using var parts = await OfflineParts.OpenAsync(new HostSettings { DataFolder = data });
        var text = await File.ReadAllTextAsync(path, stop);
        var check = RuleProgram.Compile(RuleFileLoader.Load(path));
        if (check.Program is not { } program)
        {
            output.Diagnostics(check.Diagnostics);
            return CommandLine.Wrong;
        }

        var (found, problem) = await parts.GetRequiredService<RuleTrial>().CompareAsync(program.Name, text, parameters, stop);
        if (found is null)
        {
            output.Diagnostics(problem!.Errors);
            return CommandOutput.Fail(problem.Detail.For(output.Language));
        }

        output.Result(found, console => Draw(console, found, output.Language));
        return CommandLine.Fine;
    }

    private static void Draw(IAnsiConsole console, RuleComparison found, string language)
    {
        var table = new Table().AddColumns("Conclusion", "Now", "Then", "New", "Gone", "Changed", "Sums");
        foreach (var change in found.Conclusions)
        {
            var sums = change.Sums.Select(s => $"{s.Label?.For(language) ?? s.Field}: {s.Before:0.##} to {s.After:0.##}");
            string[] cells =
            [
                change.Label.For(language), $"{change.Before}", $"{change.After}", $"{change.Added}", $"{change.Removed}",
                $"{change.Changed}", string.Join("; ", sums),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        console.Write(table);
        foreach (var effect in found.Effects)
        {
            console.WriteLine($"{effect.Verb} {effect.Target}: {effect.Before} now, {effect.After} then");
        }

        console.WriteLine($"{CommandOutput.Count(found.Facts)} facts judged.");
    }
}
