using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Tests;

/// <summary>
/// A file below tests/Corpus whose "cases" hold what is asked and, under "expected", the lines that must come out. UPDATE_GOLDEN=1 writes
/// what comes out.
/// </summary>
internal static class CaseFile
{
    public static JsonSerializerOptions Written { get; } =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Folder(string name) => Path.Combine(Here(), "../Corpus", name);

    /// <summary>The files of a folder as rows of a theory.</summary>
    public static IEnumerable<TheoryDataRow<string>> In(string folder) =>
        Directory.EnumerateFiles(Folder(folder), "*.json").Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    /// <summary>Compares each case with what comes out of it.</summary>
    /// <param name="folder">The folder below tests/Corpus.</param>
    /// <param name="file">The file.</param>
    /// <param name="outcome">From the file and the case, the lines that come out.</param>
    public static void Compare(string folder, string file, Func<JsonNode, JsonNode, IEnumerable<string>> outcome)
    {
        var path = Path.Combine(Folder(folder), file);
        var updates = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (var item in document["cases"]!.AsArray())
        {
            var found = new JsonArray([.. outcome(document, item!).Select(l => (JsonNode)l)]);
            if (updates)
            {
                item!["expected"] = found;
            }

            Assert.Equal($"{Name(item!)}\n{item!["expected"]?.ToJsonString(Written)}", $"{Name(item)}\n{found.ToJsonString(Written)}");
        }

        if (updates)
        {
            File.WriteAllText(path, document.ToJsonString(Written) + "\n");
        }
    }

    private static string Name(JsonNode item) => item["name"]?.GetValue<string>() ?? $"{item["language"]}: {item["value"]?.ToJsonString()}";

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
