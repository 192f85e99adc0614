using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Ports;
using Workflows.Host.Storage;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>What a trigger's definition limits.</summary>
public sealed class TriggerLimitTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    private static string Endpoint(string path, string more) => """
        {"name": "Limited", "root": {"type": "Elsa.Sequence", "id": "all", "activities": [
          {"type": "Elsa.HttpEndpoint", "id": "request", "path": "PATH", "canStartWorkflow": true, MORE
           "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}}},
          {"type": "Elsa.SetOutput", "id": "out", "outputName": "Sum", "outputValue": 5}
        ]}, "outputs": [{"name": "Sum", "type": "Int32"}]}
        """.Replace("PATH", path, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal);

    [Fact]
    public async Task Trigger_takes_no_more_requests_a_minute_than_it_says()
    {
        await product.PublishAsync("often", Endpoint("often/{id}", "\"rateLimit\": 2,"));
        using var client = await product.WithKeyAsync();
        var answers = new List<HttpResponseMessage>();
        for (var n = 0; n < 6; n++)
        {
            answers.Add(await client.PostAsync($"/workflows/often/{n}", null));
        }

        // Six requests lie in at most two minutes.
        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests), 2, 4);
        var refused = answers.Last(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("H409", (await RunningProduct.JsonOf(refused)).GetProperty("code").GetString());
        Assert.True(refused.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task Caller_is_told_in_time_that_it_takes_longer_and_gets_the_answer_later_under_its_key()
    {
        await product.PublishAsync("slow", Endpoint("slow", "\"requestTimeout\": \"00:00:00.200\","));
        using var client = await product.WithKeyAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        using var goesOn = new ManualResetEventSlim();
        var store = product.Parts.GetRequiredService<SqliteRunStore>();
        store.Committed += Hold;
        var late = await client.PostAsync("/workflows/slow", null);
        Assert.Equal("H410", (await RunningProduct.JsonOf(late)).GetProperty("code").GetString());
        store.Committed -= Hold;
        goesOn.Set();

        var answer = await client.PostAsync("/workflows/slow", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Idempotent-Replayed"));

        // The run is on disk and its answer is not yet made.
        void Hold(Commit commit)
        {
            if (commit.Head.DefinitionId == "slow")
            {
                goesOn.Wait(TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Routes_that_differ_in_the_names_of_their_parameters_alone_are_one_route()
    {
        await product.PublishAsync("one", Endpoint("things/{id}", ""));
        using var client = await product.WithKeyAsync();
        var draft = new StringContent(Endpoint("Things/{key}", ""), Encoding.UTF8, "application/json");
        await client.PutAsync("/api/definitions/two/draft", draft);
        var answer = await client.PostAsync("/api/definitions/two/publish", null);
        Assert.Equal("H117", (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString());
    }
}
