using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Workflows.Engine.Definitions;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Host.Cli;

/// <summary><c>workflow</c>: checks, runs and draws a definition in memory, without a server, without effects.</summary>
internal static class WorkflowCommand
{
    public static Command Create() => new("workflow", "Works with workflow definitions.")
    {
        WorkflowCheckCommand.CreateCheck(),
        CreateRun(),
        WorkflowCheckCommand.CreateDraw(),
        CasesCommand.Create(),
    };

    private static Command CreateRun()
    {
        var shared = new SharedOptions();
        var file = new Argument<string>("FILE") { Description = "The definition: Elsa 3 JSON." };
        var folder = new Option<string?>("--definitions") { Description = "A folder with what it uses.", HelpName = "FOLDER" };
        var flowchart = new Option<string?>("--flowchart") { Description = "The meaning of flowcharts: counter (ordinary) or token." };
        var input = new Option<string?>("--input") { Description = "The inputs as a JSON object.", HelpName = "JSON" };
        var command = new Command("run", "Runs a definition in memory and tells what came of it; effects stay data.")
        {
            file, folder, flowchart, input,
            new Option<string[]>("--event") { Description = "Then sends an event of this name.", HelpName = "NAME" },
            new Option<string[]>("--payload") { Description = "What the event before it brings.", HelpName = "JSON" },
            new Option<string[]>("--correlation") { Description = "The correlation id of the event before it.", HelpName = "ID" },
            new Option<string[]>("--advance")
            {
                Description = "Then lets time pass: PT1H, 01:00:00; where none is named, 10 s at the end.", HelpName = "DURATION",
            },
            new Option<string[]>("--complete") { Description = "Then completes the task of this activity.", HelpName = "ACTIVITY" },
            new Option<string[]>("--outcome") { Description = "The outcome of the task before it.", HelpName = "NAME" },
        };
        flowchart.AcceptOnlyFromAmong("counter", "token");
        return shared.On(command, (parsed, output, _, stop) => RunAsync(
            output,
            new WorkflowRun(parsed.GetValue(file)!, parsed.GetValue(folder), parsed.GetValue(flowchart) == "token", parsed.GetValue(input)),
            RunSteps.Read(parsed.Tokens),
            stop));
    }

    private static async Task<int> RunAsync(CommandOutput output, WorkflowRun run, RunSteps steps, CancellationToken stop)
    {
        if (!File.Exists(run.File))
        {
            return CommandOutput.Fail($"There is no file {run.File}.", CommandLine.Usage);
        }

        if (run.Folder is not null && !Directory.Exists(run.Folder))
        {
            return CommandOutput.Fail($"There is no folder {run.Folder}.", CommandLine.Usage);
        }

        if ((steps.Mistake ?? Mistake(run.Input, "--input")) is { } mistake)
        {
            return CommandOutput.Fail(mistake, CommandLine.Usage);
        }

        var reading = DefinitionReader.Read(Path.GetFileName(run.File), await File.ReadAllBytesAsync(run.File, stop));
        if (reading.Definition is not { } definition)
        {
            output.Diagnostics(reading.Diagnostics);
            return CommandLine.Wrong;
        }

        var rehearsal = new Rehearsal([.. await OthersAsync(run.Folder, definition, stop), definition], TimeProvider.System.GetUtcNow());
        var started = await rehearsal.StartAsync(
            definition.DefinitionId, Value(run.Input), run.IsTokenFlow, versionId: definition.VersionId);
        if (started.Problem is { } problem)
        {
            output.Diagnostics([problem]);
            return CommandLine.Wrong;
        }

        foreach (var step in steps.All)
        {
            await step.TakeAsync(rehearsal);
        }

        var report = await rehearsal.ReportAsync();
        output.Result(RunDocument.Of(report), console => Show(console, output, report));
        return report.Status == "faulted" ? CommandLine.Wrong : CommandLine.Fine;
    }

    /// <summary>Every definition of the folder; what is none is passed over, for folders hold other JSON too.</summary>
    internal static async Task<IReadOnlyList<WorkflowDefinition>> OthersAsync(
        string? folder, WorkflowDefinition own, CancellationToken stop)
    {
        var others = new List<WorkflowDefinition>();
        var files = folder is null ? [] : Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var reading = DefinitionReader.Read(Path.GetFileName(file), await File.ReadAllBytesAsync(file, stop));
            if (reading.Definition is { } other && other.VersionId != own.VersionId)
            {
                others.Add(other);
            }
        }

        return others;
    }

    internal static string? Mistake(string? json, string option)
    {
        try
        {
            Value(json);
            return null;
        }
        catch (JsonException e)
        {
            return $"{option} is not JSON: {e.Message}";
        }
    }

    internal static object? Value(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return RunValues.FromJson(document.RootElement);
    }

    private static void Show(IAnsiConsole console, CommandOutput output, RehearsalReport report)
    {
        foreach (var line in report.Lines)
        {
            console.WriteLine(line);
        }

        console.WriteLine($"{report.Status}");
        foreach (var (name, value) in report.Outputs)
        {
            console.WriteLine($"  {name} = {RunValues.AsText(value)}");
        }

        foreach (var place in report.Bookmarks)
        {
            console.WriteLine($"  waits at {place.ActivityId} for {place.Kind} {place.Key}".TrimEnd());
        }

        foreach (var incident in report.Incidents)
        {
            console.WriteLine($"  {incident.Code} {incident.ActivityId}: {incident.Message.For(output.Language)}");
        }
    }

    /// <summary>What is to be run, and with what.</summary>
    private sealed record WorkflowRun(string File, string? Folder, bool IsTokenFlow, string? Input);
}
