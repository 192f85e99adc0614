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
    public static IEnumerable<TheoryDataRow<string>> Files => CaseFile.In("checks");

    [Theory]
    [MemberData(nameof(Files))]
    public void Case_of_the_corpus_gives_what_is_expected(string file) =>
        CaseFile.Compare("checks", file, (_, item) => Find(item["definition"]!));

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
        var findings = DefinitionCheck.Check("case.json", definition.ToJsonString(CaseFile.Written), catalogue);
        return findings.SelectMany(f => (string[])[$"{f.Severity} {f.ToString("en")}", f.ToString("zh")]);
    }
}
