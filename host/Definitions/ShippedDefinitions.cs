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

    // Path within the pack and hash of the text that was published last.
    private const string Remembered = "pack.definition-files";

    public async Task PublishAsync()
    {
        var known = remembered.Read<Dictionary<string, string>>(Remembered) ?? [];
        var files = Directory.Exists(settings.PackFolder)
            ? Directory.EnumerateFiles(settings.PackFolder, "*.flow.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        var isChanged = false;
        foreach (var path in files)
        {
            var name = Path.GetRelativePath(settings.PackFolder, path).Replace('\\', '/');
            var json = await File.ReadAllTextAsync(path);
            var hash = DefinitionText.HashOf(json);
            if (known.GetValueOrDefault(name) != hash && await PublishAsync(json, path))
            {
                known[name] = hash;
                isChanged = true;
            }
        }

        if (isChanged)
        {
            await remembered.WriteAsync(Remembered, known);
        }

        library.Refresh();
    }

    private async Task<bool> PublishAsync(string json, string path)
    {
        var (definition, diagnostics) = store.Check(Path.GetFileName(path), json);
        if (definition is null)
        {
            log.ShippedTextRefused(path, diagnostics[0].ToString());
            return false;
        }

        var id = definition.DefinitionId;
        var etag = await store.VersionsAsync(id) is [var latest, ..] ? latest.ContentHash : null;
        var (_, problem) = await store.SaveDraftAsync(id, json, etag, By);
        var row = problem is null ? await store.PublishAsync(id, by: null) : (null, problem);
        if (row.Problem is { } refusal)
        {
            log.ShippedTextRefused(path, refusal.Errors.Count > 0 ? refusal.Errors[0].ToString() : refusal.Detail.En);
            return false;
        }

        return true;
    }
}
