using Microsoft.Extensions.Time.Testing;
using Workflows.Engine.Ports;
using Workflows.Host.Triggers;
using Workflows.Tests.Storage;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Triggers;

/// <summary>How long the answer to a request with an idempotency key is kept.</summary>
public sealed class AnswerRetentionTests : IDisposable
{
    private readonly SqliteFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Answers_are_forgotten_when_their_time_is_over_and_no_earlier()
    {
        var stop = TestContext.Current.CancellationToken;
        var store = await file.OpenAsync();
        const int Old = 1203;
        for (var n = 0; n < Old; n++)
        {
            _ = store.CommitAsync(At($"old {n}", SomeCommit.Noon), stop).AsTask();
        }

        await store.CommitAsync(At("young", SomeCommit.Noon.AddSeconds(1)), stop);
        var clock = new FakeTimeProvider(SomeCommit.Noon + AnswerRetention.Kept);
        var answers = new AnswerRetention(store, clock);
        Assert.Equal(0, await answers.ForgetAsync(stop));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Old, await answers.ForgetAsync(stop));
        Assert.Null(await store.FindIdempotencyAsync("returns", "old 7", stop));
        Assert.Equal("answer", (await store.FindIdempotencyAsync("returns", "young", stop))?.Answer);
        Assert.Equal(CommitOutcome.DuplicateRequest, await store.CommitAsync(At("young", clock.GetUtcNow()), stop));

        // The run itself stays; only its answer is gone.
        Assert.NotNull(await store.FindRunAsync("old 7", stop));
    }

    private static Commit At(string key, DateTimeOffset at)
    {
        var commit = SomeCommit.Of(key);
        return commit with { Entry = commit.Entry with { At = at }, Idempotency = new("returns", key, "hash", "answer") };
    }
}
