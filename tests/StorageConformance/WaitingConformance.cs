using Workflows.Engine.Ports;

namespace Workflows.Tests.StorageConformance;

/// <summary>What every <see cref="IRunStore"/> must do with bookmarks, timers, deliveries and effects.</summary>
public abstract class WaitingConformance
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A store with nothing in it, private to the test.</summary>
    protected abstract Task<IRunStore> EmptyStoreAsync();

    [Fact]
    public async Task Bookmark_is_found_by_id_until_it_is_burned()
    {
        var store = await EmptyStoreAsync();
        var bookmark = SomeCommit.Bookmark("a:1", "a");
        await store.CommitAsync(SomeCommit.Of("a") with { BookmarksAdded = [bookmark] }, Cancel);
        Assert.Equal(bookmark, await store.FindBookmarkAsync("a:1", Cancel));

        await store.CommitAsync(SomeCommit.Of("a", 2) with { BookmarksBurned = ["a:1"] }, Cancel);

        Assert.Null(await store.FindBookmarkAsync("a:1", Cancel));
        Assert.Empty(await store.FindBookmarksAsync("event", "paid", null, Cancel));
    }

    [Fact]
    public async Task Bookmarks_are_found_by_kind_and_exact_key_oldest_first()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { BookmarksAdded = [SomeCommit.Bookmark("a:1", "a", minute: 5)] }, Cancel);
        await store.CommitAsync(SomeCommit.Of("b") with { BookmarksAdded = [SomeCommit.Bookmark("b:1", "b", minute: 2)] }, Cancel);
        await store.CommitAsync(SomeCommit.Of("c") with { BookmarksAdded = [SomeCommit.Bookmark("c:1", "c", "Paid")] }, Cancel);

        var found = await store.FindBookmarksAsync("event", "paid", null, Cancel);

        Assert.Equal(["a:1", "b:1"], found.Select(bookmark => bookmark.Id).Order());
        Assert.Empty(await store.FindBookmarksAsync("fact", "paid", null, Cancel));
    }

    [Fact]
    public async Task Correlation_matches_the_same_id_or_none()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a")
            with { BookmarksAdded = [SomeCommit.Bookmark("a:1", "a", correlationId: "O1")] }, Cancel);
        await store.CommitAsync(SomeCommit.Of("b")
            with { BookmarksAdded = [SomeCommit.Bookmark("b:1", "b", correlationId: "O2")] }, Cancel);
        await store.CommitAsync(SomeCommit.Of("c") with { BookmarksAdded = [SomeCommit.Bookmark("c:1", "c")] }, Cancel);

        var found = await store.FindBookmarksAsync("event", "paid", "O1", Cancel);

        Assert.Equal(["a:1", "c:1"], found.Select(bookmark => bookmark.Id).Order());
    }

    [Fact]
    public async Task Due_timers_come_earliest_first_never_early_and_limited()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(
            SomeCommit.Of("a") with
            {
                BookmarksAdded = [SomeCommit.Bookmark("a:1", "a"), SomeCommit.Bookmark("a:2", "a"), SomeCommit.Bookmark("a:3", "a")],
                TimersAdded =
                [
                    SomeCommit.Timer("t3", "a", "a:3", 30),
                    SomeCommit.Timer("t1", "a", "a:1", 10),
                    SomeCommit.Timer("t2", "a", "a:2", 20),
                ],
            },
            Cancel);

        Assert.Equal(SomeCommit.Noon.AddMinutes(10), await store.NextTimerAsync(Cancel));
        Assert.Empty(await store.DueTimersAsync(SomeCommit.Noon.AddMinutes(10).AddTicks(-1), 10, Cancel));
        Assert.Equal(["t1", "t2"], (await store.DueTimersAsync(SomeCommit.Noon.AddMinutes(20), 10, Cancel)).Select(timer => timer.Id));
        Assert.Equal(["t1"], (await store.DueTimersAsync(SomeCommit.Noon.AddMinutes(20), 1, Cancel)).Select(timer => timer.Id));
    }

    [Fact]
    public async Task Due_time_is_a_moment_whatever_offset_it_is_written_in()
    {
        var store = await EmptyStoreAsync();
        var timer = new TimerRecord("t", "a", "a:1", SomeCommit.Noon.ToOffset(TimeSpan.FromHours(-5)));
        await store.CommitAsync(SomeCommit.Of("a")
            with { BookmarksAdded = [SomeCommit.Bookmark("a:1", "a")], TimersAdded = [timer] }, Cancel);

        Assert.Single(await store.DueTimersAsync(SomeCommit.Noon, 10, Cancel));
        Assert.Empty(await store.DueTimersAsync(SomeCommit.Noon.AddSeconds(-1), 10, Cancel));
    }

    [Fact]
    public async Task Burning_a_bookmark_takes_its_timers_along()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(
            SomeCommit.Of("a")
                with { BookmarksAdded = [SomeCommit.Bookmark("a:1", "a")], TimersAdded = [SomeCommit.Timer("t", "a", "a:1", 1)] },
            Cancel);

        await store.CommitAsync(SomeCommit.Of("a", 2) with { BookmarksBurned = ["a:1"] }, Cancel);

        Assert.Null(await store.NextTimerAsync(Cancel));
    }

    [Fact]
    public async Task Delivery_is_pending_until_the_receivers_commit_consumes_it()
    {
        var store = await EmptyStoreAsync();
        var delivery = SomeCommit.Delivery("d1");
        await store.CommitAsync(SomeCommit.Of("a") with { Deliveries = [delivery, SomeCommit.Delivery("d2")] }, Cancel);
        Assert.Equal([delivery, SomeCommit.Delivery("d2")], await store.PendingDeliveriesAsync(SomeCommit.Noon, 10, Cancel));

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(SomeCommit.Of("b") with { ConsumedDelivery = "d1" }, Cancel));

        Assert.Equal(["d2"], (await store.PendingDeliveriesAsync(SomeCommit.Noon, 10, Cancel)).Select(pending => pending.Id));
    }

    [Fact]
    public async Task Delivery_consumed_twice_leaves_no_trace_the_second_time()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { Deliveries = [SomeCommit.Delivery("d1")] }, Cancel);
        await store.CommitAsync(SomeCommit.Of("b") with { ConsumedDelivery = "d1" }, Cancel);

        Assert.Equal(CommitOutcome.AlreadyConsumed, await store.CommitAsync(SomeCommit.Of("c") with { ConsumedDelivery = "d1" }, Cancel));

        Assert.Null(await store.FindRunAsync("c", Cancel));
    }

    [Fact]
    public async Task Delivery_can_be_dropped_once()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { Deliveries = [SomeCommit.Delivery("d1")] }, Cancel);

        Assert.True(await store.DropDeliveryAsync("d1", Cancel));
        Assert.False(await store.DropDeliveryAsync("d1", Cancel));
        Assert.Empty(await store.PendingDeliveriesAsync(SomeCommit.Noon, 10, Cancel));
    }

    [Fact]
    public async Task Event_that_is_set_aside_comes_back_with_a_bookmark_that_it_fits()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(
            SomeCommit.Of("a")
                with { Deliveries = [SomeCommit.Event("free"), SomeCommit.Event("one", "O1"), SomeCommit.Event("two", "O2")] },
            Cancel);
        Assert.True(await store.ParkDeliveryAsync("free", Cancel));
        Assert.True(await store.ParkDeliveryAsync("one", Cancel));
        Assert.True(await store.ParkDeliveryAsync("two", Cancel));
        Assert.Empty(await PendingAsync(store));

        await store.CommitAsync(SomeCommit.Of("b") with { BookmarksAdded = [SomeCommit.Bookmark("b:1", "b", "shipped")] }, Cancel);
        Assert.Empty(await PendingAsync(store));
        await store.CommitAsync(
            SomeCommit.Of("c") with { BookmarksAdded = [SomeCommit.Bookmark("c:1", "c", correlationId: "O2")] }, Cancel);
        Assert.Equal(["free", "two"], await PendingAsync(store));
        await store.CommitAsync(SomeCommit.Of("d") with { BookmarksAdded = [SomeCommit.Bookmark("d:1", "d")] }, Cancel);
        Assert.Equal(["free", "one", "two"], await PendingAsync(store));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "O1", false)]
    [InlineData("O1", null, false)]
    [InlineData("O1", "O1", false)]
    [InlineData("O1", "O2", true)]
    public async Task Event_is_not_set_aside_when_somebody_waits_for_it(string? sent, string? awaited, bool isSetAside)
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { Deliveries = [SomeCommit.Event("d", sent)] }, Cancel);
        await store.CommitAsync(
            SomeCommit.Of("b") with { BookmarksAdded = [SomeCommit.Bookmark("b:1", "b", correlationId: awaited)] }, Cancel);

        Assert.Equal(isSetAside, await store.ParkDeliveryAsync("d", Cancel));
        Assert.Equal(isSetAside ? [] : ["d"], await PendingAsync(store));
        Assert.False(await store.ParkDeliveryAsync("another", Cancel));
    }

    [Fact]
    public async Task Event_that_is_set_aside_comes_back_when_its_time_is_over_or_all_are_woken_and_can_be_dropped()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { Deliveries = [SomeCommit.Event("d"), SomeCommit.Event("e")] }, Cancel);
        Assert.True(await store.ParkDeliveryAsync("d", Cancel));

        Assert.Equal(["e"], await PendingAsync(store, SomeCommit.Noon.AddDays(1).AddTicks(-1)));
        Assert.Equal(["d", "e"], await PendingAsync(store, SomeCommit.Noon.AddDays(1)));
        Assert.True(await store.ParkDeliveryAsync("e", Cancel));
        await store.WakeDeliveriesAsync(Cancel);
        Assert.Equal(["d", "e"], await PendingAsync(store));
        Assert.True(await store.ParkDeliveryAsync("d", Cancel));
        Assert.True(await store.DropDeliveryAsync("d", Cancel));
        await store.WakeDeliveriesAsync(Cancel);
        Assert.Equal(["e"], await PendingAsync(store));
    }

    [Fact]
    public async Task Effect_result_is_taken_in_once()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { Outbox = [SomeCommit.Effect("e1", "a")] }, Cancel);

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(SomeCommit.Of("a", 2) with { ConsumedOutbox = "e1" }, Cancel));
        Assert.Equal(CommitOutcome.AlreadyConsumed, await store.CommitAsync(SomeCommit.Of("a", 3) with { ConsumedOutbox = "e1" }, Cancel));

        Assert.Equal(2, (await store.FindRunAsync("a", Cancel))!.Version);
    }

    private static async Task<IEnumerable<string>> PendingAsync(IRunStore store, DateTimeOffset? now = null) =>
        (await store.PendingDeliveriesAsync(now ?? SomeCommit.Noon, 10, Cancel)).Select(pending => pending.Id);
}
