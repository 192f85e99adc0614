using System.CommandLine;

namespace Workflows.Host.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class SharedOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document instead of text for people." };

    public Option<string> Data { get; } = new("--data")
    {
        Description = "The folder that holds everything the product knows.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data",
    };

    /// <summary>Adds the options to a command and says what it does with what was given.</summary>
    public Command On(Command command, Func<ParseResult, CommandOutput, string, CancellationToken, Task<int>> action)
    {
        command.Add(Json);
        command.Add(Data);
        command.SetAction((parsed, stop) =>
            action(parsed, new CommandOutput(parsed.GetValue(Json)), Path.GetFullPath(parsed.GetValue(Data)!), stop));
        return command;
    }
}
