using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Host.Definitions;

/// <summary>
/// Publishes the definitions that are shipped with the program: at the first start, and when a new release brings another text. What
/// people made of one meanwhile stays as a former version.
/// </summary>
internal sealed class ShippedDefinitions(
    HostSettings settings, DefinitionStore store, DefinitionLibrary library, SettingStore remembered, ILogger<ShippedDefinitions> log)
{
    private const string By = "pack";

    public async Task PublishAsync()
    {
        var known = await remembered.ReadAsync<Dictionary<string, string>>("pack.definitions") ?? [];
        var files = Directory.Exists(settings.PackFolder)
            ? Directory.EnumerateFiles(settings.PackFolder, "*.flow.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        foreach (var path in files)
        {
            var json = await File.ReadAllTextAsync(path);
            var (definition, diagnostics) = store.Check(Path.GetFileName(path), json);
            if (definition is null)
            {
                log.ShippedTextRefused(path, diagnostics[0].ToString());
                continue;
            }

            var id = definition.DefinitionId;
            var hash = DefinitionText.HashOf(json);
            if (known.GetValueOrDefault(id) != hash && await PublishAsync(id, json, path))
            {
                known[id] = hash;
            }
        }

        await remembered.WriteAsync("pack.definitions", known);
        await library.RefreshAsync();
    }

    private async Task<bool> PublishAsync(string id, string json, string path)
    {
        var etag = await store.VersionsAsync(id) is [var latest, ..] ? latest.ContentHash : null;
        var (_, problem) = await store.SaveDraftAsync(id, json, etag, By);
        var row = problem is null ? (await store.PublishAsync(id)) : (null, problem);
        if (row.Problem is { } refusal)
        {
            log.ShippedTextRefused(path, refusal.Errors.Count > 0 ? refusal.Errors[0].ToString() : refusal.Detail.En);
            return false;
        }

        return true;
    }
}
