using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workflows.Tests.Serving;

namespace Workflows.Tests.ElsaStudio;

/// <summary>The contract of Elsa Studio, as its front end is known to use it.</summary>
public sealed class StudioTests(SharedProduct shared)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Opened_definition_has_node_ids_places_and_wrapped_inputs()
    {
        using var admin = await product.SignInAsync();
        var root = (await DraftAsync(admin, "studio-open"))["root"]!;
        Assert.Equal("Workflow1:Flow", $"{root["nodeId"]}");
        Assert.Equal("Workflow1:Flow:A", $"{root["activities"]![0]!["nodeId"]}");
        Assert.Equal("hello", $"{root["activities"]![0]!["text"]!["expression"]!["value"]}");
        Assert.True((int)root["activities"]![1]!["metadata"]!["designer"]!["position"]!["x"]! > 0);
        Assert.Equal("Done", $"{root["connections"]![0]!["source"]!["port"]}");
    }

    [Fact]
    public async Task Unknown_activity_type_is_shown_by_a_stand_in_and_comes_back_as_it_was()
    {
        using var admin = await product.SignInAsync();
        var model = await DraftAsync(admin, "studio-unknown");
        var standIn = model["root"]!["activities"]![2]!.AsObject();
        Assert.Equal("Elsa.NotFoundActivity", $"{standIn["type"]}");
        standIn["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 7, ["y"] = 9 } } };

        var saved = await SaveAsync(admin, model);

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var kept = await RunningProduct.JsonOf(await admin.GetAsync("/api/definitions/studio-unknown"));
        var strange = kept.GetProperty("definition").GetProperty("root").GetProperty("activities")[2];
        Assert.Equal("Acme.NobodyKnows", strange.GetProperty("type").GetString());
        Assert.Equal("kept", strange.GetProperty("wish").GetProperty("deep").GetString());
        Assert.Equal(7, strange.GetProperty("metadata").GetProperty("designer").GetProperty("position").GetProperty("x").GetInt32());
        Assert.False(strange.TryGetProperty("originalActivityJson", out _));
    }

    [Fact]
    public async Task Save_that_would_empty_a_workflow_is_refused()
    {
        using var admin = await product.SignInAsync();
        var model = await DraftAsync(admin, "studio-empty");
        model["root"]!["activities"] = new JsonArray();
        var saved = await SaveAsync(admin, model);
        Assert.Equal(HttpStatusCode.Conflict, saved.StatusCode);
        var kept = await RunningProduct.JsonOf(await admin.GetAsync("/api/definitions/studio-empty"));
        Assert.Equal(3, kept.GetProperty("definition").GetProperty("root").GetProperty("activities").GetArrayLength());
    }

    [Fact]
    public async Task Save_over_what_was_saved_elsewhere_meanwhile_is_refused_but_not_one_over_Studios_own()
    {
        using var admin = await product.SignInAsync();
        var opened = await DraftAsync(admin, "studio-two");
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(admin, opened.DeepClone().AsObject())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(admin, opened.DeepClone().AsObject())).StatusCode);
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => SaveAsync(admin, Named(opened, $"name {n}"))));
        Assert.All(atOnce, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));

        using var elsewhere = new HttpRequestMessage(HttpMethod.Put, "/api/definitions/studio-two/draft");
        elsewhere.Headers.IfMatch.Add((await admin.GetAsync("/api/definitions/studio-two")).Headers.ETag!);
        elsewhere.Content = JsonContent.Create(Definition("theirs", isStrange: false));
        (await admin.SendAsync(elsewhere)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SaveAsync(admin, opened)).StatusCode);
    }

    [Fact]
    public async Task Run_is_shown_with_its_journal_and_counts()
    {
        using var admin = await product.SignInAsync();
        var id = "studio-run";
        await admin.PutAsJsonAsync($"/api/definitions/{id}/draft", Definition(id, isStrange: false));
        (await admin.PostAsync($"/api/definitions/{id}/publish", null)).EnsureSuccessStatusCode();
        var started = await RunningProduct.JsonOf(await admin.PostAsJsonAsync("/api/runs", new { definitionId = id }));
        var run = started.GetProperty("id").GetString();

        var journal = await RunningProduct.JsonOf(await admin.PostAsJsonAsync(
            $"/elsa/api/workflow-instances/{run}/journal?skip=0&take=100", new { filter = new { eventNames = new[] { "Completed" } } }));
        var nodes = journal.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("nodeId").GetString()).ToList();
        Assert.Contains("Workflow1:Flow:A", nodes);
        Assert.All(journal.GetProperty("items").EnumerateArray(),
            line => Assert.Equal("Completed", line.GetProperty("eventName").GetString()));

        var report = await RunningProduct.JsonOf(await admin.PostAsJsonAsync(
            "/elsa/api/activity-executions/report", new { workflowInstanceId = run, activityNodeIds = nodes }));
        var stats = report.GetProperty("stats").EnumerateArray().Single(s => s.GetProperty("activityId").GetString() == "B");
        Assert.Equal(1, stats.GetProperty("completedCount").GetInt32());
    }

    [Fact]
    public async Task Every_used_type_has_a_description_and_a_stand_in_is_among_them()
    {
        using var admin = await product.SignInAsync();
        var described = await RunningProduct.JsonOf(await admin.GetAsync("/elsa/api/descriptors/activities"));
        var names = described.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("typeName").GetString()).ToList();
        var own = await RunningProduct.JsonOf(await admin.GetAsync("/api/activities"));
        Assert.Superset(
            own.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("type").GetString()).ToHashSet(), names.ToHashSet());
        Assert.Contains("Elsa.NotFoundActivity", names);
    }

    [Fact]
    public async Task What_is_published_and_taken_back_through_Studio_stands_in_the_audit()
    {
        using var admin = await product.SignInAsync();
        var id = "studio-audit";
        await admin.PutAsJsonAsync($"/api/definitions/{id}/draft", Definition(id, isStrange: false));
        (await admin.PostAsync($"{Definitions}/{id}/publish", null)).EnsureSuccessStatusCode();
        (await admin.PostAsync($"{Definitions}/{id}/retract", null)).EnsureSuccessStatusCode();
        var audit = await RunningProduct.JsonOf(await admin.GetAsync($"/api/audit?text={id}"));
        var actions = audit.GetProperty("items").EnumerateArray().Where(e => e.GetProperty("target").GetString() == id)
            .Select(e => e.GetProperty("action").GetString()).ToList();
        Assert.Contains("publish definition", actions);
        Assert.Contains("retract definition", actions);
    }

    [Fact]
    public async Task Page_beyond_the_last_is_empty()
    {
        using var admin = await product.SignInAsync();
        var page = await RunningProduct.JsonOf(await admin.PostAsJsonAsync(
            "/elsa/api/workflow-instances", new { page = int.MaxValue, pageSize = 3 }));
        Assert.Equal(0, page.GetProperty("items").GetArrayLength());
    }

    private static object Definition(string id, bool isStrange)
    {
        var activities = new List<object>
        {
            new { id = "A", type = "Elsa.WriteLine", version = 1, text = "hello" },
            new { id = "B", type = "Elsa.WriteLine", version = 1 },
        };
        if (isStrange)
        {
            activities.Add(new { id = "C", type = "Acme.NobodyKnows", version = 1, wish = new { deep = "kept" } });
        }

        var connections = new[] { new { source = new { activity = "A" }, target = new { activity = "B" } } };
        var root = new { id = "Flow", type = "Elsa.Flowchart", version = 1, activities, connections };
        return new { definitionId = id, name = id, root };
    }

    private static async Task<JsonObject> DraftAsync(HttpClient client, string id)
    {
        (await client.PutAsJsonAsync($"/api/definitions/{id}/draft", Definition(id, isStrange: true))).EnsureSuccessStatusCode();
        var address = $"{Definitions}/by-definition-id/{id}?versionOptions=Latest";
        var text = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static JsonObject Named(JsonObject model, string name)
    {
        var named = model.DeepClone().AsObject();
        named["name"] = name;
        return named;
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, JsonObject model) =>
        client.PostAsJsonAsync(Definitions, new JsonObject { ["model"] = model, ["publish"] = false });
}
