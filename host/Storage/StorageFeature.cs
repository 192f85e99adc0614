using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Ports;
using Workflows.Host.Serving;

namespace Workflows.Host.Storage;

/// <summary>The file of runs, facts, definitions and rule sets.</summary>
internal static class StorageFeature
{
    /// <summary>Adds the store, which must be open: nothing of the product works without it.</summary>
    public static void AddStorage(this IServiceCollection services, HostSettings settings, SqliteRunStore store)
    {
        services.AddSingleton(_ => store);
        services.AddSingleton<IRunStore>(provider => provider.GetRequiredService<SqliteRunStore>());
        services.AddSingleton<SettingStore>();
        services.AddDbContextFactory<WorkflowsDb>(options => options.UseSqlite($"Data Source={settings.WorkflowsFile}"));
    }
}
