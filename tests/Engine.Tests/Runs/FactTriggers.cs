using System.Text.Json;
using Workflows.Engine.Activities.Facts;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Runs;

/// <summary>Which facts start a run and which are taken from those that are there.</summary>
public sealed class FactTriggers
{
    private const string OnPaid = """
        {
          "definitionId": "paid",
          "root": {
            "type": "Elsa.Sequence",
            "activities": [
              {
                "id": "w", "type": "Workflows.WaitForFact", "factType": "Order",
                "customProperties": { "canStartWorkflow": true },
                "where": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"state\": \"paid\", \"pieces\": 2}" } }
              }
            ]
          }
        }
        """;

    [Fact]
    public async Task Fact_without_the_wanted_fields_starts_no_run()
    {
        var rehearsal = new Rehearsal([DefinitionReader.Read("paid.flow.json", OnPaid).Definition!], DateTimeOffset.UnixEpoch);
        rehearsal.Put("Order", "o1", """{"state": "new", "pieces": 2}""", isNews: true);
        rehearsal.Put("Order", "o2", """{"state": "paid"}""", isNews: true);
        await rehearsal.DeliverAsync();
        Assert.Empty(rehearsal.OtherRuns());
        rehearsal.Put("Order", "o3", """{"state": "paid", "pieces": 2.0}""", isNews: true);
        await rehearsal.DeliverAsync();
        Assert.Equal([("paid", "finished")], rehearsal.OtherRuns());
    }

    [Fact]
    public async Task Run_that_waits_for_a_fact_with_fields_is_woken_by_none_without_them()
    {
        const string Waits = """
            {
              "definitionId": "waits",
              "root": {
                "type": "Workflows.WaitForFact", "id": "w", "factType": "Order",
                "where": { "typeName": "Object", "expression": { "type": "Object", "value": "{\"Buyer\": \"b1\", \"pieces\": 2}" } }
              }
            }
            """;
        var rehearsal = new Rehearsal([DefinitionReader.Read("waits.flow.json", Waits).Definition!], DateTimeOffset.UnixEpoch);
        await rehearsal.StartAsync("waits");
        rehearsal.Put("Order", "o1", """{"buyer": "b2", "pieces": 2}""", isNews: true);
        await rehearsal.DeliverAsync();
        Assert.DoesNotContain((await rehearsal.ReportAsync()).Journal, entry => entry.Event == "Resumed");
        rehearsal.Put("Order", "o2", """{"buyer": "b1", "pieces": 3}""", isNews: true);
        await rehearsal.DeliverAsync();
        Assert.Equal("waiting", (await rehearsal.ReportAsync()).Status);
        rehearsal.Put("Order", "o3", """{"buyer": "b1", "pieces": 2.0}""", isNews: true);
        await rehearsal.DeliverAsync();
        Assert.Equal("finished", (await rehearsal.ReportAsync()).Status);
    }

    [Theory]
    [InlineData("""{"pieces": 2.50}""", "Order?PIECES=2.5")]
    [InlineData("""{"state": "paid", "order": "O000001"}""", "Order?ORDER=O000001")]
    [InlineData("""{"urgent": true}""", "Order?URGENT=True")]
    [InlineData("""{"lines": [1], "note": null}""", "Order")]
    [InlineData("{}", "Order")]
    public void Key_of_who_waits_for_fields_is_among_those_of_a_fact_that_has_them(string where, string key)
    {
        var fields = RunValues.FromJson(JsonElement.Parse(where));
        Assert.Equal(key, FactWaits.KeyFor("Order", null, fields));
        Assert.Contains(key, FactWaits.KeysOf("Order", "o1", fields));
        Assert.Equal("Order/o1", FactWaits.KeyFor("Order", "o1", fields));
        Assert.Equal(["Order", "Order/o1"], FactWaits.KeysOf("Order", "o1", null));
    }

    [Fact]
    public void Shelf_gives_the_fact_of_a_key_only_when_it_has_the_fields()
    {
        var shelf = new FactShelf();
        shelf.Set("Order", "o1", """{"state": "paid"}""");
        shelf.Set("Order", "o2", """{"state": "paid"}""");
        var paid = new Dictionary<string, JsonElement> { ["state"] = JsonElement.Parse("\"paid\"") };
        var open = new Dictionary<string, JsonElement> { ["state"] = JsonElement.Parse("\"open\"") };
        Assert.Same(shelf.Find("Order", "o2"), Assert.Single(shelf.Find(new FactQuery("Order", paid) { Key = "o2" })));
        Assert.Empty(shelf.Find(new FactQuery("Order", open) { Key = "o2" }));
        Assert.Empty(shelf.Find(new FactQuery("Order", paid) { Key = "o3" }));
    }
}
