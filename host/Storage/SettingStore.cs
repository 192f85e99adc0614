using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Storage;

/// <summary>Small things that the product remembers from start to start.</summary>
internal sealed class SettingStore(IDbContextFactory<WorkflowsDb> store)
{
    public async Task<T?> ReadAsync<T>(string name)
    {
        await using var db = await store.CreateDbContextAsync();
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == name);
        return row is null ? default : JsonSerializer.Deserialize<T>(row.Json, HostJson.Options);
    }

    public async Task WriteAsync<T>(string name, T value)
    {
        var json = JsonSerializer.Serialize(value, HostJson.Options);
        await using var db = await store.CreateDbContextAsync();
        if (await db.Settings.Where(s => s.Name == name).ExecuteUpdateAsync(s => s.SetProperty(x => x.Json, json)) == 0)
        {
            db.Settings.Add(new SettingRow { Name = name, Json = json });
            await db.SaveChangesAsync();
        }
    }
}
