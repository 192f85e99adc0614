using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Host.Serving;

namespace Workflows.Host.Customers;

/// <summary>A fact about a customer.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Kind">What people sort it under.</param>
/// <param name="At">When it happened; null where the fact does not say.</param>
internal sealed record CustomerThing(StoredFact Fact, string Kind, string? At);

/// <summary>What the stored facts say of a customer, whatever department wrote them.</summary>
internal sealed class CustomerThings(FactCatalogue types, FactStore facts)
{
    // The type, the field that names the customer, the field that dates it, and its kind.
    private static readonly (string Type, string By, string At, string Kind)[] OfCustomer =
    [
        ("Contact", "customerId", "at", "contact"),
        ("Complaint", "customerId", "at", "case"),
        ("Escalation", "customerId", "at", "case"),
        ("B2bOrder", "customerId", "requestedAt", "order"),
        ("CustomerSegment", "customerId", "at", "decision"),
        ("Welcome", "customerId", "at", "contact"),
    ];

    // The same for what names an order of the customer.
    private static readonly (string Type, string By, string At, string Kind)[] OfOrder =
    [
        ("Shipment", "orderId", "shippedAt", "order"),
        ("Refund", "orderId", "requestedAt", "refund"),
        ("Review", "orderId", "ratedAt", "contact"),
        ("Dispute", "orderId", "at", "case"),
        ("Repair", "orderId", "requestedAt", "case"),
        ("Compensation", "orderId", "at", "decision"),
        ("FraudVerdict", "orderId", "at", "decision"),
    ];

    /// <summary>All of a customer's, in no order.</summary>
    public async Task<IReadOnlyList<CustomerThing>> OfAsync(string customer)
    {
        var things = new List<CustomerThing>();
        foreach (var of in OfCustomer)
        {
            things.AddRange(await ThingsAsync(of, customer));
        }

        foreach (var order in await FactsOfAsync("Order", "buyerId", customer))
        {
            things.Add(new(order, "order", MomentOf(order, "orderedAt")));
            foreach (var of in OfOrder)
            {
                things.AddRange(await ThingsAsync(of, order.Key));
            }
        }

        return things;
    }

    /// <summary>By what the runs about a customer are correlated: the customer, and what there is of them.</summary>
    public static IReadOnlyList<string> Keys(string customer, IReadOnlyList<CustomerThing> things) =>
        [.. things.Select(thing => thing.Fact.Key).Prepend(customer).Distinct()];

    /// <summary>Facts of a type that have a value in a field; none where there is no such type.</summary>
    public async Task<IReadOnlyList<StoredFact>> FactsOfAsync(string type, string field, string value)
    {
        var where = new Dictionary<string, JsonElement> { [field] = JsonSerializer.SerializeToElement(value) };
        return types.Find(type) is { } known && known.IndexOf(field) >= 0
            ? await facts.QueryIndexedAsync(known, where, Limits.PageRows) : [];
    }

    private async Task<IEnumerable<CustomerThing>> ThingsAsync((string Type, string By, string At, string Kind) of, string key) =>
        (await FactsOfAsync(of.Type, of.By, key)).Select(fact => new CustomerThing(fact, of.Kind, MomentOf(fact, of.At)));

    private static string? MomentOf(StoredFact fact, string field) =>
        JsonElement.Parse(fact.Json).TryGetProperty(field, out var dated) && dated.ValueKind == JsonValueKind.String
            ? dated.GetString() : null;
}
