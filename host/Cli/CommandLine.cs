using System.CommandLine;

namespace Workflows.Host.Cli;

/// <summary>Reads the arguments, runs a command and gives the exit code: 0 fine, 1 the thing checked is wrong, 2 wrong usage.</summary>
internal static class CommandLine
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>What was checked is wrong, or the work could not be done.</summary>
    public const int Wrong = 1;

    /// <summary>The command was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Runs the command that the arguments name; the first of the commands when they name none.</summary>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Command> commands)
    {
        var root = new RootCommand("A rules-driven workflow engine for e-commerce customer relations.");
        foreach (var command in commands)
        {
            root.Add(command);
        }

        var parsed = root.Parse(NamesNoCommand(args) ? [commands[0].Name, .. args] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync($"See: {root.Name} {parsed.CommandResult.Command.Name} --help");
            return Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = true });
    }

    private static bool NamesNoCommand(string[] args) =>
        args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("-h" or "-?" or "--help" or "--version"));
}
