using System.Diagnostics;
using System.Text.Json;

namespace Workflows.Tests.Browser;

/// <summary>
/// Every journey, gone by one browser against one product while the tests wait for their own; at the desk the daily ones alone. One
/// journey alone, against a product that is served anyhow, in host/web:
/// <c>JOURNEY_URL=… JOURNEY_USER=… JOURNEY_PASSWORD=… node journeys/go.mjs NAME</c>.
/// </summary>
public sealed class GoneJourneys : IAsyncLifetime
{
    /// <summary>The journey through Elsa Studio, which needs files of its own.</summary>
    public const string Studio = "elsaStudio";

    /// <summary>The journeys, the longest first, so that no lane stands idle at the end.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Studio, "everyPage", "serverAway", "completeTask", "drawByMouse", "drawByKeyboard", "editRule", "largeDefinition", "signIn",
        "changeCalendar", "staff", "review", "disputePay", "repairIncident", "explainPay", "dialogKeys", "twoTabs", "rehearse", "tryEffect",
        "liveUpdates", "tableAndFigures", "substitute", "midTyping", "mergeCustomers", "firstLoad",
    ];

    /// <summary>What people do every day: these are gone with every run of the tests, all where CI is set.</summary>
    public static IReadOnlyList<string> Daily { get; } = ["completeTask", "drawByMouse", "editRule", "signIn", "firstLoad"];

    private readonly ServedProduct product = new();
    private readonly Dictionary<string, TaskCompletionSource<string?>> ends = Names.ToDictionary(name => name, _ => NewEnd());
    private Process? browser;

    public async ValueTask InitializeAsync()
    {
        if (Browser.Lacks is null)
        {
            await product.StartAsync();
            browser = Browser.Start("node", ["journeys/go.mjs", .. Names.Where(name => Browser.LacksFor(name) is null)],
                ("JOURNEY_URL", product.Address), ("JOURNEY_USER", ServedProduct.User), ("JOURNEY_PASSWORD", ServedProduct.Password),
                ("JOURNEY_BROWSER", Browser.Program), ("JOURNEY_PICTURES", Path.Combine(ServedProduct.Root, "artifacts", "pages")));
            _ = ListenAsync(browser);
        }
    }

    /// <summary>Waits until a journey is at its end; what went wrong in it, null when nothing did.</summary>
    public Task<string?> EndOfAsync(string journey) => ends[journey].Task;

    public async ValueTask DisposeAsync()
    {
        browser?.Kill(entireProcessTree: true);
        browser?.Dispose();
        await product.DisposeAsync();
    }

    private async Task ListenAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
            {
                var told = JsonElement.Parse(line);
                ends[told.GetProperty("name").GetString()!].TrySetResult(told.GetProperty("fault").GetString());
            }
        }

        var said = await errors;
        foreach (var end in ends.Values)
        {
            end.TrySetResult("The journey was not gone: " + said);
        }
    }

    private static TaskCompletionSource<string?> NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
