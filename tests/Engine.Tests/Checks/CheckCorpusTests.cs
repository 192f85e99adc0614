using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions.Checks;

namespace Workflows.Tests.Checks;

/// <summary>
/// The cases below tests/Corpus/checks: a definition and all that the check finds in it, each finding with its place, its code, its text in
/// both languages and the next step. UPDATE_GOLDEN=1 writes what comes out.
/// </summary>
public sealed class CheckCorpusTests
{
    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file)
    {
        var path = Path.Combine(Folder(), file);
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (var item in document["cases"]!.AsArray())
        {
            var found = new JsonArray([.. Find(item!["definition"]!).Select(l => (JsonNode)l)]);
            if (Updates)
            {
                item["expected"] = found;
            }

            Assert.Equal($"{item["name"]}\n{item["expected"]?.ToJsonString(Written)}", $"{item["name"]}\n{found.ToJsonString(Written)}");
        }

        if (Updates)
        {
            File.WriteAllText(path, document.ToJsonString(Written) + "\n");
        }
    }

    [Fact]
    public void Definition_of_ten_thousand_activities_is_checked()
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        for (var i = 0; i < 10_000; i++)
        {
            activities.Add(new JsonObject { ["id"] = $"a{i}", ["type"] = "Elsa.FlowDecision", ["condition"] = true });
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"a{i}", ["port"] = "True" },
                ["target"] = new JsonObject { ["activity"] = $"a{(i + 1) % 10_000}" },
            });
        }

        var root = new JsonObject { ["type"] = "Elsa.Flowchart", ["activities"] = activities, ["connections"] = connections };
        var findings = DefinitionCheck.Check("big.json", new JsonObject { ["root"] = root }.ToJsonString(), new ActivityCatalogue());
        Assert.Equal(10_000, findings.Count(f => f.Code == "W303"));
        Assert.DoesNotContain(findings, f => f.Code == "W305");
    }

    private static IEnumerable<string> Find(JsonNode definition)
    {
        var catalogue = new ActivityCatalogue(isDefinition: type => type == "Child");
        var findings = DefinitionCheck.Check("case.json", definition.ToJsonString(Written), catalogue);
        return findings.SelectMany(f => (string[])[$"{f.Severity} {f.ToString("en")}", f.ToString("zh")]);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/checks");
}
