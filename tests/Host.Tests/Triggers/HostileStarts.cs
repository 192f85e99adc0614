using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>
/// Every address at which a process of the pack starts, against what must not start it. What is sent follows from the form of the address,
/// and what a form must say is held here: a text has an end, a number both ends, and nothing comes that nobody asked for.
/// </summary>
public sealed class HostileStarts(OwnProduct own) : IClassFixture<OwnProduct>
{
    private static readonly string Endless = new('x', 100_000);

    private readonly RunningProduct product = own.Product;

    public static TheoryData<string> Addresses => [.. Starts().Select(start => start.Path)];

    [Fact]
    public void Pack_starts_at_all_its_addresses_with_a_form() =>
        Assert.True(Starts().Count >= 34 && Starts().All(start => start.Form is not null), $"{Starts().Count} addresses");

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Form_bounds_each_field(string path) =>
        Assert.Empty(Fields(FormOf(path), "body").Where(field => !IsBounded(field.Schema)).Select(field => field.Path));

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Content_that_does_not_fit_is_answered_with_its_field_and_starts_nothing(string path)
    {
        var (_, definition, form) = Starts().Single(start => start.Path == path);
        using var client = await product.WithKeyAsync();
        var before = await RunsAsync(client, definition);
        foreach (var (field, content) in Hostile(form!))
        {
            var value = content.ToJsonString();
            using var answer = await client.PostAsync($"/workflows/{path}", Json(content));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var isRefused = answer.StatusCode == HttpStatusCode.BadRequest;
            Assert.True(isRefused, $"{field}: {answer.StatusCode} {value[..Math.Min(60, value.Length)]} {text}");
            var problem = JsonElement.Parse(text);
            Assert.Equal("H411", problem.GetProperty("code").GetString());
            Assert.Contains(problem.GetProperty("errors").EnumerateArray(), error =>
                error.GetRawText().Contains($"\"{field}", StringComparison.Ordinal));
        }

        Assert.Equal(before, await RunsAsync(client, definition));
    }

    [Theory]
    [InlineData("returns", """{"order": "nobody", "reason": "damaged", "amount": "5.00"}""", "unknown order")]
    [InlineData("complaints", """{"customer": "C1", "order": "nobody", "text": "slow"}""", "unknown order")]
    [InlineData("complaints", """{"customer": "C2", "order": "H1", "text": "slow"}""", "another customer")]
    [InlineData("disputes", """{"order": "nobody", "claim": "late"}""", "no such order")]
    [InlineData("repairs", """{"order": "nobody", "fault": "broken"}""", "unknown order")]
    [InlineData("shipping-problems", """{"order": "nobody", "kind": "lost"}""", "unknown order")]
    [InlineData("shipping-problems", """{"order": "H1", "kind": "lost"}""", "not shipped")]
    [InlineData("orders/process", """{"order": "nobody"}""", "no such open order")]
    [InlineData("orders/watch", """{"order": "nobody"}""", "order-unknown")]
    [InlineData("leave-requests", """{"staff": "nobody", "kind": "personal", "from": "2099-01-01", "to": "2099-01-02"}""", "unknown staff")]
    [InlineData("leave-requests", """{"staff": "H1", "kind": "personal", "from": "2001-01-01", "to": "2001-01-02"}""", "not beforehand")]
    [InlineData("leave-requests", """{"staff": "H1", "kind": "personal", "from": "2099-01-02", "to": "2099-01-01"}""", "leave-incomplete")]
    [InlineData("leavings", """{"staff": "nobody", "lastDay": "2099-01-01"}""", "unknown staff")]
    [InlineData("leavings", """{"staff": "H1", "lastDay": "2001-01-01"}""", "too soon")]
    [InlineData("onboardings", """{"staff": "nobody"}""", "not-on-probation")]
    [InlineData("team-setups", """{"departments": ["nowhere"]}""", "no-posts")]
    [InlineData("trainings", """{"topic": "prices", "people": ["nobody"]}""", "unknown staff")]
    [InlineData("rollouts", """{"sponsors": []}""", "no-sponsor")]
    [InlineData("pay-runs", """{"month": "2099-01"}""", "month-not-over")]
    [InlineData("kpi-sheets", """{"month": "2099-01"}""", "month-not-over")]
    [InlineData("attendance-months", """{"month": "2099-01"}""", "month-not-over")]
    [InlineData("year-end-pays", """{"year": "2099"}""", "nothing-held")]
    [InlineData("pay-disputes", """{"month": "2099-01", "staff": "nobody", "line": "base", "reason": "too little"}""", "unknown staff")]
    [InlineData("b2b-orders", """{"customer": "C1", "sku": "nothing", "quantity": 100, "unitPrice": 5}""", "not listed")]
    [InlineData("activity-requests", """{"sku": "nothing", "price": 5, "stock": 100}""", "not listed")]
    [InlineData("listing-changes", """{"sku": "nothing", "price": 5}""", "not listed")]
    [InlineData("hot-products", """{"sku": "nothing"}""", "not-hot")]
    [InlineData("merges/undo", """{"pair": "a/b"}""", "no-link")]
    [InlineData("knowledge/withdrawals", """{"entry": "nothing", "reason": "wrong"}""", "no-valid-version")]
    public async Task What_the_records_speak_against_is_refused_with_its_reason(string path, string content, string reason)
    {
        using var client = await product.WithKeyAsync();
        await KnowAsync(client, "Order", """{"id": "H1", "buyerId": "C1", "amount": 50, "status": "paid"}""");
        await KnowAsync(client, "Staff", """{"id": "H1", "name": "Li", "status": "regular"}""");
        using var answer = await client.PostAsync($"/workflows/{path}", Json(JsonNode.Parse(content)!));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{answer.StatusCode} {text}");
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    // Of each field: missing where it is asked for, of another kind, and beyond each of its ends; and a field that nobody asked for.
    private static IEnumerable<(string Field, JsonNode Content)> Hostile(JsonObject form)
    {
        yield return ("body.surprise", With(form, "surprise", "x"));
        foreach (var name in (form["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>()))
        {
            yield return ($"body.{name}", With(form, name, null));
            yield return ($"body.{name}", With(form, name, string.Empty));
        }

        foreach (var (name, schema) in form["properties"]!.AsObject())
        {
            foreach (var value in Values(schema!.AsObject()))
            {
                yield return ($"body.{name}", With(form, name, value));
            }
        }
    }

    private static IEnumerable<JsonNode> Values(JsonObject schema) => schema["type"]!.GetValue<string>() switch
    {
        "number" => [-1, -0.01, 1e30, 0.001, "many", "-1", "1e9", true, new JsonArray()],
        "integer" => [-1, 1e30, 1.5, "1.5", "many", true, new JsonObject()],
        "array" =>
        [
            "x", 1, new JsonObject(), new JsonArray("twice", "twice"), new JsonArray(Endless), new JsonArray(1),
            new JsonArray([.. Enumerable.Range(0, 1000).Select(n => JsonValue.Create($"n{n}"))]),
        ],
        "object" => ["x", 1, new JsonArray(), new JsonObject { ["surprise"] = "x" }],
        _ => [Endless, 1, true, new JsonArray(), new JsonObject()],
    };

    // Whatever else is asked for is there, so that nothing but the one field is at fault.
    private static JsonObject With(JsonObject form, string name, JsonNode? value)
    {
        var content = new JsonObject();
        foreach (var other in (form["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>()))
        {
            content[other] = Fitting(form["properties"]![other]!.AsObject());
        }

        content[name] = value?.DeepClone();
        return content;
    }

    private static JsonNode Fitting(JsonObject schema) => (schema["enum"] as JsonArray)?[0]!.DeepClone() ?? schema switch
    {
        _ when schema["format"]?.GetValue<string>() is "date" => "2026-11-09",
        _ when schema["format"]?.GetValue<string>() is "date-time" => "2026-11-09T10:00:00+08:00",
        _ when schema["pattern"]?.GetValue<string>().Contains("0[1-9]", StringComparison.Ordinal) == true => "2026-09",
        _ when schema["pattern"] is not null => "2026",
        _ when schema["type"]!.GetValue<string>() is "number" or "integer" => 1,
        _ when schema["type"]!.GetValue<string>() is "array" => new JsonArray("x"),
        _ => "x",
    };

    private static bool IsBounded(JsonObject schema) => schema["type"]?.GetValue<string>() switch
    {
        "string" => schema["enum"] is not null || schema["maxLength"] is not null,
        "number" => schema["minimum"] is not null && schema["maximum"] is not null && schema["multipleOf"] is not null,
        "integer" => schema["minimum"] is not null && schema["maximum"] is not null,
        "array" => schema["maxItems"] is not null && schema["uniqueItems"]?.GetValue<bool>() == true && schema["items"] is not null,
        "object" => schema["properties"] is not null,
        _ => false,
    };

    private static IEnumerable<(string Path, JsonObject Schema)> Fields(JsonObject schema, string path) =>
        (schema["properties"] as JsonObject ?? []).SelectMany(field => Fields(field.Value!.AsObject(), $"{path}.{field.Key}"))
            .Concat(schema["items"] is JsonObject items ? Fields(items, path + "[]") : []).Prepend((path, schema));

    private static JsonObject FormOf(string path) => Starts().Single(start => start.Path == path).Form!;

    private static List<(string Path, string Definition, JsonObject? Form)> Starts() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.flow.json", SearchOption.AllDirectories)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!)
            .SelectMany(flow => (flow["root"]!["activities"] as JsonArray ?? [])
                .Where(a => a!["type"]!.GetValue<string>() == "Elsa.HttpEndpoint" && a["customProperties"]?["canStartWorkflow"] is not null)
                .Select(a => (a!["path"]!.GetValue<string>(), flow["definitionId"]!.GetValue<string>(),
                    a["form"]?["expression"]?["value"]?.GetValue<string>() is { } form ? JsonNode.Parse(form)!.AsObject() : null))),
    ];

    private static async Task<int> RunsAsync(HttpClient client, string definition) =>
        JsonElement.Parse(await client.GetStringAsync($"/api/runs?limit=1&definition={definition}")).GetProperty("total").GetInt32();

    private static async Task KnowAsync(HttpClient client, string type, string fact)
    {
        using var answer = await client.PostAsync($"/api/facts/{type}", Json(JsonNode.Parse(fact)!));
        answer.EnsureSuccessStatusCode();
    }

    private static StringContent Json(JsonNode content) => new(content.ToJsonString(), Encoding.UTF8, "application/json");
}
