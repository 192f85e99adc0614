using Workflows.Engine.Ports;

namespace Workflows.Tests.StorageConformance;

/// <summary>
/// What every <see cref="IRunStore"/> must do. An implementation's test project inherits the class and hands over an empty store for
/// each test.
/// </summary>
public abstract class RunStoreConformance
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A store with nothing in it, private to the test.</summary>
    protected abstract Task<IRunStore> EmptyStoreAsync();

    [Fact]
    public async Task Commit_of_a_new_run_is_read_back_whole()
    {
        var store = await EmptyStoreAsync();
        var commit = SomeCommit.Of("a", businessKey: "O000001");

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, Cancel));

        var head = await store.FindRunAsync("a", Cancel);
        Assert.NotNull(head);
        Assert.Equal("state 1", SomeCommit.Text(head.State));
        Assert.Equal("hash 1", SomeCommit.Text(head.Hash));
        Assert.Equal(commit.Head with { State = head.State, Hash = head.Hash }, head);
    }

    [Fact]
    public async Task Run_that_never_was_is_null_and_has_no_history()
    {
        var store = await EmptyStoreAsync();

        Assert.Null(await store.FindRunAsync("nobody", Cancel));
        Assert.Empty(await HistoryOf(store, "nobody"));
    }

    [Fact]
    public async Task History_is_read_in_order_without_gaps()
    {
        var store = await EmptyStoreAsync();
        for (var version = 1; version <= 12; version++)
        {
            await store.CommitAsync(SomeCommit.Of("a", version), Cancel);
        }

        var history = await HistoryOf(store, "a");

        Assert.Equal(Enumerable.Range(1, 12).Select(n => (long)n), history.Select(entry => entry.Sequence));
        Assert.Equal("[7]", SomeCommit.Text(history[6].Events));
        Assert.Equal("zhang", history[6].Actor);
        Assert.Equal(SomeCommit.Noon.AddMinutes(7), history[6].At);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Commit_on_another_version_than_stored_is_refused_without_trace(long version)
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a"), Cancel);
        var late = SomeCommit.Of("a", version)
            with { BookmarksAdded = [SomeCommit.Bookmark("b", "a")], Tasks = [SomeCommit.Task("t", "a")] };

        Assert.Equal(CommitOutcome.VersionConflict, await store.CommitAsync(late, Cancel));

        Assert.Equal(1, (await store.FindRunAsync("a", Cancel))!.Version);
        Assert.Single(await HistoryOf(store, "a"));
        Assert.Null(await store.FindBookmarkAsync("b", Cancel));
    }

    [Fact]
    public async Task Two_commits_of_one_version_at_once_one_wins()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a"), Cancel);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(async () => await store.CommitAsync(SomeCommit.Of("a", 2), Cancel), Cancel)));

        Assert.Equal(1, outcomes.Count(outcome => outcome == CommitOutcome.Committed));
        Assert.Equal(15, outcomes.Count(outcome => outcome == CommitOutcome.VersionConflict));
    }

    [Fact]
    public async Task Many_runs_at_once_are_all_stored()
    {
        var store = await EmptyStoreAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(n =>
            Task.Run(async () => await store.CommitAsync(SomeCommit.Of($"run {n}"), Cancel), Cancel)));

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        for (var n = 0; n < 200; n++)
        {
            Assert.NotNull(await store.FindRunAsync($"run {n}", Cancel));
        }
    }

    [Fact]
    public async Task Business_key_held_by_a_run_that_has_not_ended_is_refused_to_others()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a", businessKey: "O1"), Cancel);

        Assert.Equal(CommitOutcome.BusinessKeyTaken, await store.CommitAsync(SomeCommit.Of("b", businessKey: "O1"), Cancel));
        Assert.Null(await store.FindRunAsync("b", Cancel));
        var definition = (await store.FindRunAsync("a", Cancel))!.DefinitionId;
        Assert.Equal("a", await store.FindHolderAsync(definition, "O1", Cancel));
        Assert.Null(await store.FindHolderAsync(definition, "O2", Cancel));
    }

    [Theory]
    [InlineData(RunStatus.Finished)]
    [InlineData(RunStatus.Cancelled)]
    public async Task Business_key_is_free_again_when_its_run_has_ended(RunStatus end)
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a", businessKey: "O1"), Cancel);
        await store.CommitAsync(SomeCommit.Of("a", 2, end, "O1"), Cancel);

        Assert.Null(await store.FindHolderAsync((await store.FindRunAsync("a", Cancel))!.DefinitionId, "O1", Cancel));
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(SomeCommit.Of("b", businessKey: "O1"), Cancel));
    }

    [Fact]
    public async Task Business_key_is_held_by_a_faulted_run_because_it_can_be_repaired()
    {
        var store = await EmptyStoreAsync();
        await store.CommitAsync(SomeCommit.Of("a", status: RunStatus.Faulted, businessKey: "O1"), Cancel);

        Assert.Equal(CommitOutcome.BusinessKeyTaken, await store.CommitAsync(SomeCommit.Of("b", businessKey: "O1"), Cancel));
    }

    [Fact]
    public async Task Idempotency_key_used_before_is_refused_and_its_answer_kept()
    {
        var store = await EmptyStoreAsync();
        var first = new IdempotencyRecord("returns", "key-1", "sha", """{"runId":"a"}""");
        await store.CommitAsync(SomeCommit.Of("a") with { Idempotency = first }, Cancel);

        var second = SomeCommit.Of("b") with { Idempotency = first with { Answer = """{"runId":"b"}""" } };
        Assert.Equal(CommitOutcome.DuplicateRequest, await store.CommitAsync(second, Cancel));

        Assert.Null(await store.FindRunAsync("b", Cancel));
        Assert.Equal(first, await store.FindIdempotencyAsync("returns", "key-1", Cancel));
        Assert.Null(await store.FindIdempotencyAsync("exchanges", "key-1", Cancel));
    }

    [Fact]
    public async Task One_key_from_many_callers_at_once_makes_one_run()
    {
        var store = await EmptyStoreAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            async () => await store.CommitAsync(
                SomeCommit.Of($"run {n}") with { Idempotency = new("returns", "key-1", "sha", $"{n}") }, Cancel),
            Cancel)));

        Assert.Equal(1, outcomes.Count(outcome => outcome == CommitOutcome.Committed));
        Assert.Equal(15, outcomes.Count(outcome => outcome == CommitOutcome.DuplicateRequest));
    }

    [Fact]
    public async Task Long_history_is_read_whole_and_in_order()
    {
        var store = await EmptyStoreAsync();
        const int Entries = 200;
        for (var version = 1; version <= Entries; version++)
        {
            await store.CommitAsync(SomeCommit.Of("long", version), Cancel);
        }

        Assert.Equal(Enumerable.Range(1, Entries).Select(n => (long)n), (await HistoryOf(store, "long")).Select(entry => entry.Sequence));
    }

    private protected static async Task<List<HistoryEntry>> HistoryOf(IRunStore store, string runId)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var entry in store.ReadHistoryAsync(runId, Cancel))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
