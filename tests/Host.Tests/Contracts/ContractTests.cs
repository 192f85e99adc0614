using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Host.Serving;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Contracts;

/// <summary>What others rely on is a text that a reviewer can compare; UPDATE_GOLDEN=1 writes it anew.</summary>
public sealed class ContractTests(SharedProduct shared)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Log_events_are_the_approved_text()
    {
        var events = typeof(LogEvents).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
            .OrderBy(message => message.EventId).Select(message => $"{message.EventId} {message.Level} {message.Message}\n");
        await ApproveAsync("log-events.txt", string.Concat(events));
    }

    [Fact]
    public async Task Form_of_the_api_is_the_approved_text()
    {
        var document = JsonElement.Parse(await shared.Product.Anonymous.GetStringAsync("/openapi/v1.json"));
        await ApproveAsync("openapi.json", JsonSerializer.Serialize(document, Indented) + "\n");
    }

    private static async Task ApproveAsync(string name, string actual)
    {
        var approved = Path.Combine(FolderOf(), "../../Corpus/contracts", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(approved, actual, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), actual);
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
