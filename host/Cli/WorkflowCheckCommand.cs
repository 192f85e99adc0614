using System.CommandLine;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Checks;
using Workflows.Engine.Definitions.Drawing;
using Workflows.Engine.Running;
using Workflows.Rules;

namespace Workflows.Host.Cli;

/// <summary><c>workflow check</c> and <c>workflow draw</c>: looks at a definition without running it.</summary>
internal static class WorkflowCheckCommand
{
    public static Command CreateCheck()
    {
        var shared = new SharedOptions();
        var file = new Argument<string>("FILE") { Description = "The definition: Elsa 3 JSON." };
        var folder = new Option<string?>("--definitions") { Description = "A folder with what it uses.", HelpName = "FOLDER" };
        var command = new Command("check", "Tells everything that is wrong with a definition, each at its place.") { file, folder };
        return shared.On(command, (parsed, output, _, stop) =>
            CheckAsync(output, parsed.GetValue(file)!, parsed.GetValue(folder), stop));
    }

    public static Command CreateDraw()
    {
        var shared = new SharedOptions();
        var file = new Argument<string>("FILE") { Description = "The definition: Elsa 3 JSON." };
        var format = new Option<string>("--format") { Description = "svg or mermaid.", DefaultValueFactory = _ => "svg" };
        var target = new Option<string?>("--output") { Description = "The file to write; else it is printed.", HelpName = "FILE" };
        var language = new Option<string>("--language") { Description = "en or zh.", DefaultValueFactory = _ => "en" };
        format.AcceptOnlyFromAmong("svg", "mermaid");
        language.AcceptOnlyFromAmong("en", "zh");
        var command = new Command("draw", "Draws a definition.") { file, format, target, language };
        return shared.On(command, (parsed, output, _, stop) => DrawAsync(
            output,
            parsed.GetValue(file)!,
            definition => parsed.GetValue(format) == "svg"
                ? DefinitionDrawing.Svg(definition, parsed.GetValue(language)!)
                : DefinitionDrawing.Mermaid(definition, parsed.GetValue(language)!),
            parsed.GetValue(target),
            stop));
    }

    private static async Task<int> CheckAsync(CommandOutput output, string file, string? folder, CancellationToken stop)
    {
        if (!File.Exists(file) || (folder is not null && !Directory.Exists(folder)))
        {
            return CommandOutput.Fail($"There is no {(File.Exists(file) ? folder : file)}.", CommandLine.Usage);
        }

        var reading = DefinitionReader.Read(Path.GetFileName(file), await File.ReadAllBytesAsync(file, stop));
        var findings = reading.Diagnostics.ToList();
        if (reading.Definition is { } definition)
        {
            var shelf = new DefinitionShelf([.. await WorkflowCommand.OthersAsync(folder, definition, stop), definition]);
            findings.AddRange(DefinitionCheck.Check(CompiledDefinition.Compile(definition, shelf.Catalogue)));
        }

        if (findings.Count > 0 || output.IsJson)
        {
            output.Diagnostics(findings);
        }
        else
        {
            await Console.Out.WriteLineAsync("Nothing is wrong.");
        }

        return findings.Exists(finding => finding.Severity == Severity.Error) ? CommandLine.Wrong : CommandLine.Fine;
    }

    private static async Task<int> DrawAsync(
        CommandOutput output, string file, Func<CompiledDefinition, string> draw, string? target, CancellationToken stop)
    {
        if (!File.Exists(file))
        {
            return CommandOutput.Fail($"There is no file {file}.", CommandLine.Usage);
        }

        var reading = DefinitionReader.Read(Path.GetFileName(file), await File.ReadAllBytesAsync(file, stop));
        if (reading.Definition is not { } definition)
        {
            output.Diagnostics(reading.Diagnostics);
            return CommandLine.Wrong;
        }

        var drawing = draw(CompiledDefinition.Compile(definition, new DefinitionShelf([definition]).Catalogue));
        if (target is not null)
        {
            await File.WriteAllTextAsync(target, drawing, stop);
        }
        else
        {
            output.Result(new { drawing }, _ => Console.Out.WriteLine(drawing));
        }

        return CommandLine.Fine;
    }
}
