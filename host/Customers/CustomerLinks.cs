using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Rules.Facts;

namespace Workflows.Host.Customers;

/// <summary>Channel records that were linked as one customer, for people who look for a wrong link.</summary>
internal static class CustomerLinks
{
    private const string LinkType = "CustomerLink";
    private const string RecordType = "CustomerSource";
    private const int MostRows = 100;

    // By what the record of a customer is found.
    private static readonly string[] Known = ["sourceId", "phone", "email", "name"];

    /// <summary>The links of the records that a text names; without a text the first of all.</summary>
    public static async Task<IResult> FindAsync(FactCatalogue types, FactStore facts, string? text = null)
    {
        if (types.Find(LinkType) is not { } links || types.Find(RecordType) is not { } records)
        {
            return TypedResults.Ok(new CustomerLinkList([], null));
        }

        var found = string.IsNullOrWhiteSpace(text)
            ? await facts.QueryIndexedAsync(links, Where("state", "same"), MostRows)
            : await LinksOfAsync(links, await RecordsAsync(records, facts, text.Trim()), facts);
        var items = found.DistinctBy(link => link.Key).Take(MostRows).Select(link => JsonElement.Parse(link.Json))
            .Select(link => new CustomerLinkView(link, RecordOf(link, "a", facts), RecordOf(link, "b", facts)));
        return TypedResults.Ok(new CustomerLinkList([.. items], null));
    }

    private static async Task<List<string>> RecordsAsync(FactType records, FactStore facts, string text)
    {
        var keys = new List<string>();
        foreach (var field in Known)
        {
            keys.AddRange((await facts.QueryIndexedAsync(records, Where(field, text), MostRows)).Select(record => record.Key));
        }

        return keys;
    }

    private static async Task<List<StoredFact>> LinksOfAsync(FactType links, IEnumerable<string> records, FactStore facts)
    {
        var found = new List<StoredFact>();
        foreach (var record in records.Distinct().Take(MostRows))
        {
            found.AddRange(await facts.QueryIndexedAsync(links, Where("a", record), MostRows));
            found.AddRange(await facts.QueryIndexedAsync(links, Where("b", record), MostRows));
        }

        return [.. found.Where(link => JsonElement.Parse(link.Json).GetProperty("state").GetString() == "same")];
    }

    private static JsonElement? RecordOf(JsonElement link, string side, FactStore facts) =>
        facts.Find(RecordType, link.GetProperty(side).GetString()!) is { } record ? JsonElement.Parse(record.Json) : null;

    private static Dictionary<string, JsonElement> Where(string field, string value) =>
        new() { [field] = JsonSerializer.SerializeToElement(value) };
}

/// <summary>A link with the two records that it joins, as far as they are still there.</summary>
internal sealed record CustomerLinkView(JsonElement Link, JsonElement? One, JsonElement? Other);

/// <summary>Links of channel records.</summary>
internal sealed record CustomerLinkList(IReadOnlyList<CustomerLinkView> Items, string? Next);
