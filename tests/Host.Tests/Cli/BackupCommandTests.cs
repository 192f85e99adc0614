using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Cli;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Cli;

/// <summary>A copy made while the product serves holds what was answered, and goes on where the original was.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backup").FullName;

    [Fact]
    public async Task Copy_of_a_serving_product_holds_what_was_answered_and_fires_the_timer_that_has_passed_meanwhile_once()
    {
        var (data, copy) = (Path.Combine(folder, "data"), Path.Combine(folder, "copy"));
        string run;
        string password;
        await using (var product = await RunningProduct.StartAsync(data))
        {
            password = product.Password!;
            await product.PublishAsync("wait", SomeFlow.WithDelay);
            using var client = await product.WithKeyAsync();
            var answer = await client.PostAsync("/workflows/waits", new StringContent("{}", null, "application/json"));
            run = (await RunningProduct.JsonOf(answer)).GetProperty("runId").GetString()!;
            Assert.Equal(CommandLine.Fine, await RunAsync(copy, data));
        }

        using (var store = await SqliteRunStore.OpenAsync(Path.Combine(copy, "workflows.db"), CrashPoints.None, default))
        {
            Assert.Equal([run], store.AllRunIds());
            Assert.True((await HistoryCheck.VerifyAsync(store, run, TestContext.Current.CancellationToken)).IsClean);
        }

        await using var restored = await RunningProduct.StartAsync(copy, new LaterClock(TimeSpan.FromHours(2)));
        var head = await restored.UntilAsync(run, head => head.Status == RunStatus.Finished);
        Assert.Equal(2, head.Version);
        using var admin = await restored.SignInAsync("admin", password);
        Assert.True((await admin.GetAsync($"/api/runs/{run}")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Folder_that_exists_is_not_written_over()
    {
        Assert.Equal(CommandLine.Usage, await RunAsync(Path.Combine(folder, "copy"), Path.Combine(folder, "nowhere")));
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "workflows.db"), string.Empty, TestContext.Current.CancellationToken);
        Assert.Equal(CommandLine.Usage, await RunAsync(folder, data));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static Task<int> RunAsync(string target, string data) =>
        CommandLine.RunAsync(["backup", target, "--data", data], [BackupCommand.Create()]);

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
