using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Spectre.Console;
using Workflows.Host.Security.Accounts;
using Workflows.Host.Serving;

namespace Workflows.Host.Cli;

/// <summary><c>serve</c>: runs the product until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var urls = new Option<string?>("--urls") { Description = "Where to listen, e.g. http://0.0.0.0:8080.", HelpName = "URL" };
        var allow = new Option<string[]>("--allow-outgoing")
        {
            Description = "An origin that effects may call although its address is private, e.g. http://10.0.0.5:8080.",
            HelpName = "ORIGIN",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("serve", "Runs the product: pages, HTTP, timers and effects.") { urls, allow };
        return shared.On(command, (parsed, output, data, stop) =>
            RunAsync(output, new HostSettings
            {
                DataFolder = data, Urls = parsed.GetValue(urls), AllowedOrigins = parsed.GetValue(allow)!,
            }, stop));
    }

    private static async Task<int> RunAsync(CommandOutput output, HostSettings settings, CancellationToken stop)
    {
        await using var product = await Product.BuildAsync(settings);
        try
        {
            await product.StartAsync(stop);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            return CommandOutput.Fail($"{fault.Message.TrimEnd('.')}. Stop what listens there, or choose another address with --urls.");
        }

        // Only now: a password that nobody gets to see would lock everybody out.
        var first = await product.Services.GetRequiredService<FirstAccount>().MakeIfNobodyIsThereAsync();
        Welcome(output, [.. product.Urls], first);
        await product.WaitForShutdownAsync(stop);
        return CommandLine.Fine;
    }

    private static void Welcome(CommandOutput output, string[] addresses, NewAccount? first)
    {
        output.Result(new { addresses, firstAccount = first }, console =>
        {
            foreach (var address in addresses)
            {
                console.MarkupLineInterpolated($"Listening on [bold]{address}[/]. Ctrl+C stops.");
            }

            if (first is not null)
            {
                console.MarkupLineInterpolated(
                    $"First start. Sign in as [bold]{first.User}[/] and change the password: it is not shown again.");
                console.MarkupLineInterpolated($"One-time password: [bold]{first.Password}[/]");
            }
        });
    }
}
