using System.Text.Json;
using Workflows.Host.Problems;

namespace Workflows.Host.Facts.Import;

/// <summary>What a file of a folder holds.</summary>
/// <param name="Type">Name of the fact type.</param>
/// <param name="Occurrence">
/// A number field that counts rows which are otherwise the same, so that none is lost; null where a repeated row says nothing new.
/// </param>
internal sealed record ImportRule(string Type, string? Occurrence = null);

/// <summary>Which CSV file holds which type; part of the pack, so that another shop's files need no program.</summary>
internal static class ImportMap
{
    /// <summary>Reads <c>Facts/import.json</c> of a pack; empty when the pack has none.</summary>
    public static async Task<IReadOnlyDictionary<string, ImportRule>> ReadAsync(string packFolder)
    {
        var path = Path.Combine(packFolder, "Facts", "import.json");
        if (!File.Exists(path))
        {
            return new Dictionary<string, ImportRule>();
        }

        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<Dictionary<string, ImportRule>>(file, HostJson.Options) ?? [];
    }

    /// <summary>A column's name as a field's: <c>staff_id</c> is <c>staffId</c>, <c>cet6</c> stays.</summary>
    public static string FieldOf(string column)
    {
        var words = column.Trim().Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, n) => n == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
