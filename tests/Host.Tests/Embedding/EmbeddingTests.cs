using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Shop;
using Workflows.Engine.Running;

namespace Workflows.Tests.Embedding;

/// <summary>The sample of an application that embeds workflows, run, and its definition tested with time of its own.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public async Task Run_of_an_embedding_application_survives_its_restart()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-embedding-").FullName;
        await using (var first = new Application(folder))
        {
            using var client = first.CreateClient();
            var started = await client.PostAsync("/greetings/g1?who=anna", null);
            Assert.Equal("Done", await started.Content.ReadAsStringAsync());
            Assert.Equal("AlreadyTaken", await (await client.PostAsync("/greetings/g1?who=anna", null)).Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/greetings/g2")).StatusCode);
        }

        await using (var second = new Application(folder))
        {
            using var client = second.CreateClient();
            Assert.Equal("Waiting", (await ReadAsync(client)).GetProperty("status").GetString());
            await client.PostAsync("/greetings/g1/reply", null);
            var ended = await ReadAsync(client);
            Assert.Equal("Finished", ended.GetProperty("status").GetString());
            Assert.Equal("HELLO ANNA!", ended.GetProperty("outputs").GetProperty("Answer").GetString());
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Definition_is_tested_with_time_of_its_own()
    {
        var test = await WorkflowTest.StartAsync(
            Greeting.Definition, new Dictionary<string, object?> { ["Who"] = "bert" }, [new Shout()]);
        await test.AdvanceAsync(TimeSpan.FromDays(400));
        Assert.Equal("waiting", (await test.ReportAsync()).Status);
        await test.PublishAsync("reply");
        var report = await test.ReportAsync();
        Assert.Equal(("finished", "HELLO BERT!"), (report.Status, report.Outputs["Answer"]));
        Assert.Empty(test.Effects);
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client) =>
        JsonElement.Parse(await client.GetStringAsync("/greetings/g1"));

    private sealed class Application(string folder) : WebApplicationFactory<Shout>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("data", folder)
            .UseContentRoot(AppContext.BaseDirectory);
    }
}
