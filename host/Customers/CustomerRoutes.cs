using System.Globalization;
using System.Text.Json;
using Workflows.Host.Facts;
using Workflows.Host.Problems;
using Workflows.Host.Runs;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;

namespace Workflows.Host.Customers;

/// <summary>
/// One timeline for a customer: orders, refunds, reviews, contacts, cases, decisions and runs, whatever department they belong to.
/// </summary>
internal static class CustomerRoutes
{
    // By what a person who calls is found.
    private static readonly string[] Known = ["id", "phone", "name"];

    public static void AddCustomers(this IServiceCollection services) => services.AddSingleton<CustomerThings>();

    public static void MapCustomers(this RouteGroupBuilder api)
    {
        api.MapGet("/customers", FindAsync).Needs(Permission.ReadCustomers);
        api.MapGet("/customers/links", CustomerLinks.FindAsync).Needs(Permission.ReadCustomers).Produces<CustomerLinkList>()
            .WithSummary("The links of the records that a text names; without a text the first of all.");
        api.MapGet("/customers/{id}/timeline", TimelineAsync).Needs(Permission.ReadCustomers);
    }

    private static async Task<IResult> FindAsync(string text, CustomerThings things)
    {
        var found = new List<StoredFact>();
        foreach (var field in Known)
        {
            found.AddRange(await things.FactsOfAsync("Customer", field, text.Trim()));
        }

        var items = found.DistinctBy(fact => fact.Key).Take(Limits.PageRows).Select(fact => JsonElement.Parse(fact.Json)).ToList();
        return TypedResults.Ok(new { items, next = (string?)null, total = items.Count });
    }

    private static async Task<IResult> TimelineAsync(string id, FactCatalogue types, FactStore facts, CustomerThings all, RunQueries runs)
    {
        if (facts.Find("Customer", id) is not { } customer)
        {
            return HostProblems.NotFound("customer", id);
        }

        var things = await all.OfAsync(id);
        var filter = new RunFilter(null, null, null, null, false, About: CustomerThings.Keys(id, things));
        var about = await runs.ListAsync(filter, null, Limits.PageRows);
        // A case that does not say when it came is as old as the run that deals with it.
        var begun = about.ToDictionary(run => run.RunId, run => MomentOf(run.CreatedAt));
        var entries = things.Select(thing => new TimelineEntry(
            thing.At ?? begun.GetValueOrDefault(thing.Fact.Key, string.Empty), thing.Kind, thing.Fact.Type,
            LabelOf(types, thing.Fact.Type), null, JsonElement.Parse(thing.Fact.Json)));
        var items = entries.Concat(about.Select(EntryOf)).OrderByDescending(WhenOf).ToList();
        return TypedResults.Ok(new { customer = JsonElement.Parse(customer.Json), items, next = (string?)null, total = items.Count });
    }

    private static TimelineEntry EntryOf(RunRow run) => new(
        MomentOf(run.CreatedAt), "run", null, new(run.Name ?? run.DefinitionId), $"/runs/{run.RunId}",
        JsonSerializer.SerializeToElement(RunView.Of(run), HostJson.Options));

    // Facts write moments with the offset they came with.
    private static DateTimeOffset WhenOf(TimelineEntry entry) =>
        DateTimeOffset.TryParse(entry.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    private static LocalText LabelOf(FactCatalogue types, string type) => types.Find(type)?.Label ?? new(type);

    private static string MomentOf(long ticks) => $"{new DateTimeOffset(ticks, TimeSpan.Zero):O}";
}

/// <summary>One thing that happened with a customer.</summary>
internal sealed record TimelineEntry(string At, string Kind, string? Type, LocalText Title, string? Link, JsonElement Facts);
