using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Rules;

namespace Workflows.Host.Customers;

/// <summary>One timeline for a customer: orders, refunds, reviews, contacts and runs, whatever department they belong to.</summary>
internal static class CustomerRoutes
{
    // What belongs to a customer: the type, the field that names customer or order, the field that dates it, and its kind.
    private static readonly (string Type, string By, string At, string Kind, LocalText Title)[] OfCustomer =
        [("Contact", "customerId", "at", "contact", new("Contact", "联系"))];

    private static readonly (string Type, string By, string At, string Kind, LocalText Title)[] OfOrder =
    [
        ("Shipment", "orderId", "shippedAt", "order", new("Shipped", "发货")),
        ("Refund", "orderId", "requestedAt", "refund", new("Refund or return", "退款/退货")),
        ("Review", "orderId", "ratedAt", "contact", new("Review", "评价")),
    ];

    // By what a person who calls is found.
    private static readonly string[] Known = ["id", "phone", "name"];

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        api.MapGet("/customers", FindAsync).Needs(Permission.ReadCustomers);
        api.MapGet("/customers/links", CustomerLinks.FindAsync).Needs(Permission.ReadCustomers).Produces<CustomerLinkList>()
            .WithSummary("The links of the records that a text names; without a text the first of all.");
        api.MapGet("/customers/{id}/timeline", TimelineAsync).Needs(Permission.ReadCustomers);
    }

    private static async Task<IResult> FindAsync(string text, FactCatalogue types, FactStore facts)
    {
        var found = new List<StoredFact>();
        foreach (var field in Known)
        {
            found.AddRange(await FactsOfAsync(types, facts, "Customer", field, text.Trim()));
        }

        var items = found.DistinctBy(fact => fact.Key).Take(Limits.PageRows).Select(fact => JsonElement.Parse(fact.Json)).ToList();
        return TypedResults.Ok(new { items, next = (string?)null, total = items.Count });
    }

    private static async Task<IResult> TimelineAsync(string id, FactCatalogue types, FactStore facts, RunQueries runs)
    {
        if (facts.Find("Customer", id) is not { } customer)
        {
            return HostProblems.NotFound("customer", id);
        }

        var entries = new List<TimelineEntry>();
        foreach (var of in OfCustomer)
        {
            entries.AddRange(await EntriesAsync(types, facts, of, id));
        }

        foreach (var order in await FactsOfAsync(types, facts, "Order", "buyerId", id))
        {
            entries.Add(Entry(order, "orderedAt", "order", new("Order", "订单")));
            foreach (var of in OfOrder)
            {
                entries.AddRange(await EntriesAsync(types, facts, of, order.Key));
            }

            var about = await runs.ListAsync(new RunFilter(null, null, null, order.Key, false), null, Limits.PageRows);
            entries.AddRange(about.Select(run => new TimelineEntry(
                $"{new DateTimeOffset(run.CreatedAt, TimeSpan.Zero):O}", "run", null, new(run.Name ?? run.DefinitionId),
                $"/runs/{run.RunId}",
                JsonSerializer.SerializeToElement(RunView.Of(run), HostJson.Options))));
        }

        var items = entries.OrderByDescending(entry => entry.At, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new { customer = JsonElement.Parse(customer.Json), items, next = (string?)null, total = items.Count });
    }

    private static async Task<IEnumerable<TimelineEntry>> EntriesAsync(
        FactCatalogue types, FactStore facts, (string Type, string By, string At, string Kind, LocalText Title) of, string key) =>
        (await FactsOfAsync(types, facts, of.Type, of.By, key)).Select(fact => Entry(fact, of.At, of.Kind, of.Title));

    private static async Task<IReadOnlyList<StoredFact>> FactsOfAsync(
        FactCatalogue types, FactStore facts, string type, string field, string value)
    {
        var where = new Dictionary<string, JsonElement> { [field] = JsonSerializer.SerializeToElement(value) };
        return types.Find(type) is { } known && known.IndexOf(field) >= 0
            ? await facts.QueryIndexedAsync(known, where, Limits.PageRows) : [];
    }

    private static TimelineEntry Entry(StoredFact fact, string at, string kind, LocalText title)
    {
        var json = JsonElement.Parse(fact.Json);
        var moment = json.TryGetProperty(at, out var dated) && dated.ValueKind == JsonValueKind.String ? dated.GetString()! : string.Empty;
        return new(moment, kind, fact.Type, title, null, json);
    }
}

/// <summary>One thing that happened with a customer.</summary>
internal sealed record TimelineEntry(string At, string Kind, string? Type, LocalText Title, string? Link, JsonElement Facts);
