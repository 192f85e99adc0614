using Workflows.Host.Serving;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Facts;

/// <summary>Facts: their types, their store, and bringing them in.</summary>
internal static class FactsFeature
{
    public static void AddFacts(this IServiceCollection services)
    {
        services.AddSingleton<FactStore>();
        services.AddSingleton<FactIndexes>();
        services.AddSingleton<FactCatalogue>();
        services.AddSingleton<ChangeRetention>();
        services.AddHostedService<ChangeRetentionWorker>();
    }

    /// <summary>The rule files that are shipped with the program.</summary>
    public static async Task<IReadOnlyList<RuleFile>> ReadShippedAsync(HostSettings settings)
    {
        if (!Directory.Exists(settings.PackFolder))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(settings.PackFolder, "*.rules", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return await Task.WhenAll(files.Select(async path =>
            new RuleFile(Path.GetRelativePath(settings.PackFolder, path).Replace('\\', '/'), await File.ReadAllTextAsync(path))));
    }
}
