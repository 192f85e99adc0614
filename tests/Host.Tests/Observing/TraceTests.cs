using System.Collections.Concurrent;
using System.Diagnostics;
using Workflows.Engine.Ports;
using Workflows.Host.Observing;
using Workflows.Tests.Serving;
using Workflows.Tests.Triggers;

namespace Workflows.Tests.Observing;

/// <summary>What somebody on duty sees of runs: one trace for each, and figures.</summary>
public sealed class TraceTests(SharedProduct shared)
{
    [Fact]
    public async Task Bursts_of_a_run_are_one_trace_linked_to_what_caused_them_and_figures_count_them()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RunTraces.Name or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var product = shared.Product;
        await product.PublishAsync("ask", SomeFlow.WithTask);
        using var client = await product.WithKeyAsync();
        var answer = await client.PostAsync("/workflows/asks/return", null);
        var run = (await RunningProduct.JsonOf(answer)).GetProperty("run").GetString()!;
        await client.PostAsync($"/api/runs/{run}/cancel", null);
        await product.UntilAsync(run, head => head.Status == RunStatus.Cancelled);

        var own = spans.Where(span => (string?)span.GetTagItem("workflows.run") == run).ToList();
        var bursts = own.Where(span => span.OperationName.StartsWith("burst", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, bursts.Count);
        Assert.Equal(
            ["activity answer completed", "activity request completed", "activity work cancelled"],
            own.Where(span => span.GetTagItem("workflows.activity") is "request" or "answer" or "work")
                .Select(span => $"{span.OperationName} {span.GetTagItem("workflows.end")}").Order(StringComparer.Ordinal));
        Assert.Equal(RunTraces.ContextOf(run).TraceId, Assert.Single(own.Select(span => span.TraceId).Distinct()));
        Assert.All(bursts, span => Assert.Contains(span.Links, link => link.Tags!.Any(tag => Equals(tag.Value, "trigger"))));

        var figures = await client.GetStringAsync("/metrics");
        foreach (var name in new[]
        {
            "workflows_runs_started", "workflows_runs_ended", "workflows_bursts", "workflows_commit_duration", "workflows_commit_batch",
            "workflows_outbox_age", "workflows_outbox_waiting", "workflows_timers_lateness", "workflows_runs_oldest_waiting",
        })
        {
            Assert.Contains(name, figures, StringComparison.Ordinal);
        }
    }
}
