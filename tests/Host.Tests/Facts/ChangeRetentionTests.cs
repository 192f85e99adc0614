using Workflows.Engine.Ports;
using Workflows.Host.Facts;
using Workflows.Host.Storage;
using Workflows.Tests.Storage;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Facts;

/// <summary>How long it is kept which facts changed.</summary>
public sealed class ChangeRetentionTests : IDisposable
{
    private readonly SqliteFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Changes_are_forgotten_once_they_were_told_but_for_the_last()
    {
        var stop = TestContext.Current.CancellationToken;
        var store = await file.OpenAsync();
        var settings = new SettingStore(store);
        var changes = new ChangeRetention(store, settings);
        var facts = Enumerable.Range(1, 1300).Select(n => new FactWrite("order", $"O{n}", "{}")).ToArray();
        await store.WriteFactsAsync(facts, SomeCommit.Noon, stop);
        Assert.Equal(0, await changes.ForgetAsync(stop));

        await settings.WriteAsync(FactWorker.Position, 1250L);
        Assert.Equal(1249, await changes.ForgetAsync(stop));
        Assert.Equal((1250L, 51L), store.Rows.Find(
            "SELECT min(Number), count(*) FROM FactChanges", row => (row.GetInt64(0), row.GetInt64(1))));

        await settings.WriteAsync(FactWorker.Position, 1300L);
        Assert.Equal(50, await changes.ForgetAsync(stop));
        Assert.Equal(1300L, store.Rows.Find("SELECT max(Number) FROM FactChanges", row => row.GetInt64(0)));
    }
}
