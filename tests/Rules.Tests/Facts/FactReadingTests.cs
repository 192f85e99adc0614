using System.Runtime.CompilerServices;
using System.Text.Json;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Rules.Tests.Facts;

public sealed class FactReadingTests
{
    private static readonly string Folder = FolderOf();

    public static IEnumerable<TheoryDataRow<string>> Names =>
        Cases().Select(c => new TheoryDataRow<string>(c.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_a_case_of_the_corpus_gives_what_is_expected(string name)
    {
        var item = Cases().Single(c => c.GetProperty("name").GetString() == name);
        var type = Types()[item.GetProperty("type").GetString()!];
        var reading = FactJson.Read(type, JsonOf(item.GetProperty("json")));
        var expected = item.TryGetProperty("expected", out var lines) ? lines.EnumerateArray().Select(l => l.GetString()) : [];
        Assert.Equal(expected, reading.Diagnostics.Select(d => d.ToString("en")));
        Assert.All(reading.Diagnostics, d => Assert.NotNull(d.Message.Zh));
        Assert.Equal(item.TryGetProperty("key", out var key) ? key.GetString() : null, reading.Fact?.Key);
        if (item.TryGetProperty("written", out var written))
        {
            Assert.Equal(written.GetString(), System.Text.RegularExpressions.Regex.Unescape(FactJson.Write(reading.Fact!).GetRawText()));
            Assert.Equal(reading.Fact, FactJson.Read(type, FactJson.Write(reading.Fact!)).Fact);
        }
    }

    [Fact]
    public void Reading_plain_texts_gives_the_same_fact_as_json()
    {
        var type = Types()["Order"];
        KeyValuePair<string, string>[] cells =
        [
            new("id", "A1"), new("amount", "12.50"), new("at", "08:00"), new("open", "true"),
            new("paidOn", "2026-11-01"), new("lines", "1; 2.5"),
            new("paidAt", ""), new("note", "plain"),
        ];
        var json = JsonElement.Parse(
            """{"id":"A1","amount":12.5,"at":"08:00:00","open":true,"paidOn":"2026-11-01","lines":[1,2.5],"note":"plain"}""");
        Assert.Equal(FactJson.Read(type, json).Fact, FactText.Read(type, cells).Fact);
        var wrong = FactText.Read(
            type, [new("id", "A1"), new("amount", "x"), new("colour", "red")], "orders.csv row 2");
        Assert.Null(wrong.Fact);
        var told = wrong.Diagnostics.Select(d => $"{d.Place} {d.Code}");
        Assert.Equal(["orders.csv row 2.amount K103", "orders.csv row 2.colour K102"], told);
    }

    [Fact]
    public void Facts_with_equal_values_are_equal_and_others_are_not()
    {
        var type = Types()["Order"];
        var one = FactJson.Read(type, JsonElement.Parse("""{"id":"A1","amount":1.0,"lines":[1]}""")).Fact!;
        var same = FactJson.Read(type, JsonElement.Parse("""{"id":"A1","amount":1.00,"lines":[1.0]}""")).Fact!;
        var other = FactJson.Read(type, JsonElement.Parse("""{"id":"A1","amount":1.0,"lines":[2]}""")).Fact!;
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.Equal(one.Key, other.Key);
    }

    private static JsonElement JsonOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && json.GetString()!.StartsWith("RAW ", StringComparison.Ordinal)
            ? JsonElement.Parse(json.GetString()![4..]) : json;

    private static IReadOnlyDictionary<string, FactType> Types()
    {
        var set = FactTypeSet.Read([new RuleFile("reading.rules", File.ReadAllText(Path.Combine(Folder, "reading.rules")))]);
        Assert.Empty(set.Diagnostics);
        return set.Types;
    }

    private static JsonElement[] Cases() =>
        [.. JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, "reading.json"))).EnumerateArray()];

    private static string FolderOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../Corpus/facts");
}
