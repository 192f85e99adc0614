using Workflows.Engine.Ports;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Runs;

/// <summary>Of many who want the same, one wins and the others are told; what all may have, all get.</summary>
public sealed class CompetingCallers
{
    private const string WaitThenWrite = """
        {"root": {"type": "Elsa.Sequence", "activities": [
          {"type": "Elsa.Event", "eventName": "go"}, {"type": "Elsa.WriteLine", "text": "after"}]}}
        """;

    private const string TwoBranches = """
        {"root": {"type": "Elsa.Parallel", "activities": [
          {"type": "Elsa.Sequence", "activities": [{"type": "Elsa.Event", "eventName": "a"}, {"type": "Elsa.WriteLine", "text": "a"}]},
          {"type": "Elsa.Sequence", "activities": [{"type": "Elsa.Event", "eventName": "b"}, {"type": "Elsa.WriteLine", "text": "b"}]}]}}
        """;

    [Fact]
    public async Task Bookmark_resumed_by_eight_callers_goes_on_once()
    {
        var some = new Some(WaitThenWrite);
        await some.StartAsync("r");
        var bookmark = await some.WaitingAtAsync("go");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            some.Service.ResumeAsync(new ResumeRequest(bookmark)))));
        Assert.Equal(1, results.Count(r => r.Outcome == RunOutcome.Done));
        Assert.All(results.Where(r => r.Outcome != RunOutcome.Done), r => Assert.Equal("E201", r.Problem?.Code));
        Assert.Equal(["after"], await some.LinesAsync("r"));
        await some.AssertCleanAsync("r");
    }

    [Fact]
    public async Task Two_events_at_once_to_two_branches_are_both_taken()
    {
        for (var round = 0; round < 20; round++)
        {
            var some = new Some(TwoBranches);
            await some.StartAsync("r");
            var (a, b) = (await some.WaitingAtAsync("a"), await some.WaitingAtAsync("b"));
            var results = await Task.WhenAll(
                Task.Run(() => some.Service.ResumeAsync(new ResumeRequest(a))),
                Task.Run(() => some.Service.ResumeAsync(new ResumeRequest(b))));
            Assert.All(results, r => Assert.Equal(RunOutcome.Done, r.Outcome));
            Assert.Equal(RunStatus.Finished, (await some.Store.FindRunAsync("r"))!.Status);
            Assert.Equal(["a", "b"], (await some.LinesAsync("r")).Order());
            await some.AssertCleanAsync("r");
        }
    }

    [Fact]
    public async Task Key_that_runs_want_to_hold_at_once_goes_to_one_and_is_free_again_when_it_ends()
    {
        var some = new Some("""
            {"root": {"type": "Elsa.Flowchart", "activities": [
              {"id": "hold", "type": "Workflows.HoldKey", "key": "order-1"},
              {"id": "wait", "type": "Elsa.Event", "eventName": "go"}, {"id": "no", "type": "Elsa.WriteLine", "text": "taken"}],
             "connections": [
              {"source": {"activity": "hold", "port": "Held"}, "target": {"activity": "wait", "port": "In"}},
              {"source": {"activity": "hold", "port": "Taken"}, "target": {"activity": "no", "port": "In"}}]}}
            """);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => some.StartAsync($"r{i}"))));
        var winner = Assert.Single(results, r => r.Status == RunStatus.Waiting);
        Assert.All(results.Where(r => r != winner), r => Assert.Equal(["taken"], r.Lines));

        await some.Service.CancelAsync(winner.RunId!, "somebody");
        Assert.Equal(RunStatus.Waiting, (await some.StartAsync("later")).Status);
        await some.AssertCleanAsync("later");
    }

    [Fact]
    public async Task Business_key_is_held_by_one_run_until_it_ends()
    {
        var some = new Some(WaitThenWrite);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => some.StartAsync($"r{i}", businessKey: "order-1"))));
        var winner = Assert.Single(results, r => r.Outcome == RunOutcome.Done);
        Assert.All(results.Where(r => r != winner), r => Assert.Equal(RunOutcome.BusinessKeyTaken, r.Outcome));
        await some.Service.ResumeAsync(new ResumeRequest(await some.WaitingAtAsync("go")));
        Assert.Equal(RunOutcome.Done, (await some.StartAsync("later", businessKey: "order-1")).Outcome);
    }

    [Fact]
    public async Task Start_or_continue_starts_once_and_then_continues()
    {
        var some = new Some(WaitThenWrite);
        var start = new StartRequest("one", "definition0") { BusinessKey = "k" };
        Assert.Equal("one", (await some.Service.StartOrContinueAsync(start, new EventRequest("e1", "go"))).RunId);
        await some.Service.StartOrContinueAsync(start with { RunId = "two" }, new EventRequest("e2", "go"));
        Assert.Equal(RunStatus.Finished, (await some.Store.FindRunAsync("one"))!.Status);
        Assert.Null(await some.Store.FindRunAsync("two"));
    }

    [Fact]
    public async Task Event_that_is_kept_is_set_aside_and_comes_to_whoever_begins_to_wait_at_the_same_moment()
    {
        for (var round = 0; round < 50; round++)
        {
            var some = new Some(WaitThenWrite);
            var kept = new EventRequest("e", "go") { KeepUntil = some.Now.AddHours(1) };
            await Task.WhenAll(Task.Run(() => some.Service.PublishAsync(kept)), Task.Run(() => some.StartAsync("r")));
            await some.Service.DeliverPendingAsync();
            Assert.Equal(RunStatus.Finished, (await some.Store.FindRunAsync("r"))!.Status);
        }
    }

    [Fact]
    public async Task Event_that_nobody_waits_for_is_pending_again_only_for_who_begins_to_wait()
    {
        var some = new Some(WaitThenWrite);
        var now = some.Now;
        await some.Service.PublishAsync(new EventRequest("e1", "go") { KeepUntil = now.AddHours(1) });
        await some.Service.PublishAsync(new EventRequest("e2", "other") { KeepUntil = now.AddHours(1) });
        Assert.Empty(await some.Store.PendingDeliveriesAsync(now, 10));

        await some.StartAsync("r");
        Assert.Equal("go", Assert.Single(await some.Store.PendingDeliveriesAsync(now, 10)).Target);
        await some.Service.DeliverPendingAsync();
        Assert.Equal(RunStatus.Finished, (await some.Store.FindRunAsync("r"))!.Status);
        Assert.Empty(await some.Store.PendingDeliveriesAsync(now, 10));
    }

    [Fact]
    public async Task Repeated_request_gets_the_first_answer()
    {
        var some = new Some("""
            {"outputs": [{"name": "Total"}], "root": {"type": "Elsa.SetOutput", "outputName": "Total", "outputValue": 7}}
            """);
        IdempotencyRequest Key() => new("orders", "key-1", "hash", r => RunValues.AsText(r.Outputs["Total"]));
        var first = await some.Service.StartAsync(new StartRequest("r1", "definition0") { Idempotency = Key() });
        var second = await some.Service.StartAsync(new StartRequest("r2", "definition0") { Idempotency = Key() });
        Assert.Equal(RunOutcome.Done, first.Outcome);
        Assert.Equal((RunOutcome.Duplicate, "7", "hash"), (second.Outcome, second.StoredAnswer, second.StoredRequestHash));
        Assert.Null(await some.Store.FindRunAsync("r2"));
    }

    [Fact]
    public async Task Event_that_is_carried_again_comes_to_a_run_once()
    {
        var some = new Some("""
            {"root": {"type": "Elsa.While", "condition": true, "body": {"type": "Elsa.Sequence", "activities": [
              {"type": "Elsa.Event", "eventName": "tick"}, {"type": "Elsa.WriteLine", "text": "tick"}]}}}
            """);
        await some.StartAsync("r");
        var delivery = new Delivery { Id = "d", Kind = DeliveryKind.Event, Target = "tick", CreatedAt = some.Now };
        await some.Service.DeliverAsync(delivery);
        await some.Service.DeliverAsync(delivery);
        Assert.Equal(["tick"], await some.LinesAsync("r"));
        await some.Service.PublishAsync(new EventRequest("e", "tick"));
        await some.Service.PublishAsync(new EventRequest("e", "tick"));
        Assert.Equal(["tick", "tick"], await some.LinesAsync("r"));
    }

    [Fact]
    public async Task Changed_history_is_found()
    {
        var some = new Some(WaitThenWrite);
        await some.StartAsync("r");
        await foreach (var entry in some.Store.ReadHistoryAsync("r"))
        {
            var text = System.Text.Encoding.UTF8.GetString(entry.Events.Span).Replace("go", "no", StringComparison.Ordinal);
            var forged = HistoryChain.Hash(
                HistoryChain.Beginning.Span, "r", 1, entry.At, entry.Actor, System.Text.Encoding.UTF8.GetBytes(text));
            Assert.False(forged.AsSpan().SequenceEqual(entry.Hash.Span));
        }

        await some.AssertCleanAsync("r");
        Assert.False((await HistoryCheck.VerifyAsync(some.Store, "nobody")).IsClean);
    }
}
