using System.Diagnostics;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Crashes;

/// <summary>The product as a process of its own, which can be killed.</summary>
public sealed class HostProcess : IDisposable
{
    private readonly Process process;

    private HostProcess(Process process, Uri address, string? password)
    {
        this.process = process;
        Address = address;
        Password = password;
    }

    public Uri Address { get; }

    /// <summary>The administrator's password, on a first start.</summary>
    public string? Password { get; }

    /// <summary>Starts it on a folder and a free loopback port, and waits until it says where it listens.</summary>
    public static async Task<HostProcess> ServeAsync(string folder)
    {
        var process = Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--json");
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(RunningProduct.Patience)
            ?? throw new InvalidOperationException("The host ended before it listened.");
        var said = JsonElement.Parse(line);
        var first = said.GetProperty("firstAccount");
        return new HostProcess(process, new Uri(said.GetProperty("addresses")[0].GetString()!),
            first.ValueKind == JsonValueKind.Object ? first.GetProperty("password").GetString() : null);
    }

    /// <summary>Runs a command to its end; gives the exit code and what it said.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Kills it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");
        return Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
    }
}
