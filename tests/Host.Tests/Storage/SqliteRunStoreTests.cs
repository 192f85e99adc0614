using Workflows.Engine.Ports;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Storage;

public sealed class SqliteRunStoreTests : RunStoreConformance, IDisposable
{
    private readonly SqliteFile file = new();

    public void Dispose() => file.Dispose();

    protected override async Task<IRunStore> EmptyStoreAsync() => await file.OpenAsync();

    [Fact]
    public async Task Committed_run_is_there_after_closing_and_opening_again()
    {
        var store = await file.OpenAsync();
        await store.CommitAsync(SomeCommit.Of("a") with { BookmarksAdded = [SomeCommit.Bookmark("a:1", "a")] }, Cancel);

        var opened = await file.OpenAsync();

        Assert.Equal(1, (await opened.FindRunAsync("a", Cancel))!.Version);
        Assert.NotNull(await opened.FindBookmarkAsync("a:1", Cancel));
    }

    [Fact]
    public async Task Commit_that_breaks_a_rule_of_the_schema_fails_alone_and_leaves_nothing()
    {
        using var gate = new ManualResetEventSlim();
        using var held = new ManualResetEventSlim();
        var store = await file.OpenAsync(new(point =>
        {
            if (point == Workflows.Host.Storage.CrashPoints.BeforeCommit)
            {
                held.Set();
                gate.Wait(Cancel);
            }
        }));

        // While the first is held at the disk, the others gather into one batch.
        var first = store.CommitAsync(SomeCommit.Of("a") with { BookmarksAdded = [SomeCommit.Bookmark("same", "a")] }, Cancel).AsTask();
        held.Wait(Cancel);
        var good = store.CommitAsync(SomeCommit.Of("b"), Cancel).AsTask();
        var bad = store.CommitAsync(SomeCommit.Of("c") with { BookmarksAdded = [SomeCommit.Bookmark("same", "c")] }, Cancel).AsTask();
        gate.Set();

        Assert.Equal(CommitOutcome.Committed, await first);
        Assert.Equal(CommitOutcome.Committed, await good);
        await Assert.ThrowsAsync<IOException>(() => bad);
        Assert.Null(await store.FindRunAsync("c", Cancel));
        Assert.NotNull(await store.FindRunAsync("b", Cancel));
    }

    [Fact]
    public async Task Store_may_be_closed_twice()
    {
        var store = await file.OpenAsync();
        store.Dispose();
        store.Dispose();
        var opened = await file.OpenAsync();
        Assert.Equal(CommitOutcome.Committed, await opened.CommitAsync(SomeCommit.Of("a"), Cancel));
    }

    [Fact]
    public async Task Log_is_copied_into_the_file_and_begins_anew_while_writes_go_on()
    {
        const int MostWrites = 500;
        var store = await file.OpenAsync();
        var large = new string('x', 1024 * 1024);
        await store.WriteSettingAsync("first", large);
        var log = file.LogNumber();
        for (var writes = 0; file.LogNumber() == log; writes++)
        {
            Assert.True(writes < MostWrites, "the log only grows");
            await store.WriteSettingAsync($"{writes}", large);
        }
    }

    [Fact]
    public async Task Write_that_fails_outside_the_database_is_told_to_its_caller_and_the_writer_goes_on()
    {
        var store = await file.OpenAsync();

        await Assert.ThrowsAsync<IOException>(() => store.WriteFactsAsync([null!], SomeCommit.Noon, Cancel).AsTask());

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(SomeCommit.Of("a"), Cancel));
    }
}
