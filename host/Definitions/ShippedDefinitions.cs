using System.Security.Cryptography;
using System.Text;
using Workflows.Engine.Definitions;
using Workflows.Host.Problems;
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

    // Path within the pack and hash of the file that was published last.
    private const string Remembered = "pack.definition-files";

    public async Task PublishAsync()
    {
        var known = remembered.Read<Dictionary<string, string>>(Remembered) ?? [];
        library.Refresh();
        var changed = await ChangedAsync(known);
        if (changed.Count == 0)
        {
            return;
        }

        var refused = await store.PublishShippedAsync(changed.ToDictionary(file => file.Id, file => file.Json), By);
        foreach (var file in changed)
        {
            if (refused.TryGetValue(file.Id, out var problem))
            {
                log.ShippedTextRefused(file.Name, Said(problem));
            }
            else
            {
                known[file.Name] = file.Hash;
            }
        }

        await remembered.WriteAsync(Remembered, known);
    }

    private async Task<List<ShippedFile>> ChangedAsync(Dictionary<string, string> known)
    {
        var changed = new Dictionary<string, ShippedFile>(StringComparer.Ordinal);
        var paths = Directory.Exists(settings.PackFolder)
            ? Directory.EnumerateFiles(settings.PackFolder, "*.flow.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        foreach (var path in paths)
        {
            var name = Path.GetRelativePath(settings.PackFolder, path).Replace('\\', '/');
            var json = await File.ReadAllTextAsync(path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
            if (known.GetValueOrDefault(name) == hash)
            {
                continue;
            }

            var (definition, diagnostics) = DefinitionReader.Read(name, json);
            if (definition is null)
            {
                log.ShippedTextRefused(name, diagnostics[0].ToString());
            }
            else if (!changed.TryAdd(definition.DefinitionId, new(name, hash, definition.DefinitionId, json)))
            {
                log.ShippedTextRefused(name, $"{changed[definition.DefinitionId].Name} is {definition.DefinitionId} already.");
            }
        }

        return [.. changed.Values];
    }

    private static string Said(Problem problem) => problem.Errors.Count > 0 ? problem.Errors[0].ToString() : problem.Detail.En;

    private sealed record ShippedFile(string Name, string Hash, string Id, string Json);
}
