using System.Text.Json;
using Workflows.Host.Problems;

namespace Workflows.Host.Storage;

/// <summary>Small things that the product remembers from start to start.</summary>
internal sealed class SettingStore(SqliteRunStore store)
{
    public T? Read<T>(string name) =>
        store.Rows.Find("SELECT Json FROM Settings WHERE Name = $1", row => row.GetString(0), name) is { } json
            ? JsonSerializer.Deserialize<T>(json, HostJson.Options) : default;

    public Task WriteAsync<T>(string name, T value) => store.WriteSettingAsync(name, JsonSerializer.Serialize(value, HostJson.Options));
}
