using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;

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
