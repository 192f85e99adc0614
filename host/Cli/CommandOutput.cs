using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Workflows.Host.Problems;
using Workflows.Rules;

namespace Workflows.Host.Cli;

/// <summary>
/// Where a command speaks: one JSON document for programs, or text, tables and progress bars for people. Never both on one stream.
/// </summary>
internal sealed class CommandOutput(bool json)
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());

    /// <summary>Whether a program reads along.</summary>
    public bool IsJson => json;

    /// <summary>The language of the person at the terminal, by its environment.</summary>
    public string Language { get; } = Environment.GetEnvironmentVariable("LANG") ?? "en";

    /// <summary>Prints the result: the document for programs, or what <paramref name="forPeople"/> draws.</summary>
    public void Result<T>(T document, Action<IAnsiConsole> forPeople)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(document, HostJson.Options));
            return;
        }

        forPeople(console);
    }

    /// <summary>Prints what is wrong with what a person wrote.</summary>
    public void Diagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { errors = diagnostics }, HostJson.Options));
            return;
        }

        foreach (var diagnostic in diagnostics)
        {
            Console.Out.WriteLine(diagnostic.ToString(Language));
        }
    }

    /// <summary>Says something on the error stream and gives the exit code for it.</summary>
    public static int Fail(string message, int code = CommandLine.Wrong)
    {
        Console.Error.WriteLine(message);
        return code;
    }

    /// <summary>
    /// Does work that may last longer than a second: a person at a terminal sees a bar; nobody else is bothered.
    /// <paramref name="work"/> is given a callback that takes the share done, from 0 to 1.
    /// </summary>
    public async Task<T> ProgressAsync<T>(string what, Func<Action<double>, Task<T>> work)
    {
        if (json || Console.IsOutputRedirected || !console.Profile.Capabilities.Interactive)
        {
            return await work(_ => { });
        }

        return await console.Progress().HideCompleted(false).StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(what), maxValue: 1);
            var result = await work(done => bar.Value = done);
            bar.Value = 1;
            return result;
        });
    }

    /// <summary>A number as people read it.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
