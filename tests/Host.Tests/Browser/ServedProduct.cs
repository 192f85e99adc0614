using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Tests.Browser;

/// <summary>The product served as people serve it: its own process, an empty data folder, an address that it chose.</summary>
internal sealed class ServedProduct : IAsyncDisposable
{
    public const string User = "admin";
    public const string Password = "browser journeys 1";

    private readonly string data = Directory.CreateTempSubdirectory("workflows-browser-").FullName;
    private Process? server;

    public string Address { get; private set; } = string.Empty;

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory, "Workflows.sln");

    /// <summary>Elsa Studio's files, where they are installed.</summary>
    public static string StudioFolder { get; } =
        Path.Combine(Root, "tests", "Host.Tests", "Browser", "node_modules", "@elsa-workflows", "elsa-studio-wasm");

    public static string PagesFolder => Path.Combine(Root, "host", "web");

    public async Task StartAsync()
    {
        if (Directory.Exists(StudioFolder))
        {
            Directory.CreateSymbolicLink(Path.Combine(data, "studio"), StudioFolder);
        }

        // The host stands in the folder that answers to this one: the same configuration, the same framework.
        var own = Path.GetRelativePath(Path.Combine(Root, "tests", "Host.Tests"), AppContext.BaseDirectory);
        var program = Path.Combine(Root, "host", own, "Workflows.Host.dll");
        server = Start("dotnet", program, "serve", "--json", "--urls", "http://127.0.0.1:0", "--data", data);
        var greeting = await ReadDocumentAsync(server);
        Address = greeting.GetProperty("addresses")[0].GetString()!;
        await ChooseOwnPasswordAsync(greeting.GetProperty("firstAccount").GetProperty("password").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        Directory.Delete(data, recursive: true);
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException(program + " did not start");

    // The greeting is one JSON document over several lines; what follows it is the log.
    private static async Task<JsonElement> ReadDocumentAsync(Process process)
    {
        var text = string.Empty;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            text += line + "\n";
            if (line.StartsWith('}') || (line.StartsWith('{') && line.EndsWith('}')))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return JsonElement.Parse(text[text.IndexOf('{')..]);
            }
        }

        throw new InvalidOperationException("The product ended before it listened: " + text);
    }

    private async Task ChooseOwnPasswordAsync(string once)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        (await client.PostAsJsonAsync("/api/sign-in", new { user = User, password = once })).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync("/api/me/password", new { current = once, wanted = Password })).EnsureSuccessStatusCode();
    }

    private static string Above(string folder, string file) =>
        File.Exists(Path.Combine(folder, file))
            ? folder
            : Above(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new FileNotFoundException(file), file);
}
