using System.Diagnostics;

namespace Workflows.Tests.Browser;

/// <summary>
/// Debian's Chromium, driven from scripts that stand with the pages; that without windows takes a third less of the processor's time.
/// </summary>
internal static class Browser
{
    private static readonly string[] Programs =
        ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>What this machine lacks to show pages; null when it lacks nothing. The build machine may lack nothing.</summary>
    public static string? Lacks { get; } = IsCi ? null
        : !Programs.Any(File.Exists) ? "there is no Chromium: apt-get install chromium-headless-shell"
        : !Directory.Exists(Path.Combine(ServedProduct.PagesFolder, "node_modules")) ? "the pages are not built: that needs Node 20.19"
        : null;

    /// <summary>Why one journey is not gone; null when it is.</summary>
    public static string? LacksFor(string journey) => Lacks
        ?? (IsCi || GoneJourneys.Daily.Contains(journey) ? null : "a journey that is gone where CI=true")
        ?? (journey == GoneJourneys.Studio && !IsCi && !Directory.Exists(ServedProduct.StudioFolder)
            ? "Elsa Studio is not installed: npm ci in tests/Host.Tests/Browser" : null);

    private static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Starts a program in the folder of the pages, its words caught.</summary>
    public static Process Start(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = ServedProduct.PagesFolder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException(program + " did not start");
    }

    /// <summary>Runs a program to its end; what it said and whether it went well.</summary>
    public static async Task<(bool Fine, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, await output + errors);
    }

    /// <summary>The browser to use.</summary>
    public static string Program => Programs.FirstOrDefault(File.Exists) ?? Programs[0];
}
