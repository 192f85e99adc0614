using Workflows.Host.Outbox;

namespace Workflows.Tests.Outbox;

/// <summary>Pauses between attempts grow, are spread, and end.</summary>
public sealed class RetryPlanTests
{
    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 1, 8)]
    [InlineData(30, 1, 600)]
    public void Pause_doubles_up_to_ten_minutes(int attempts, double spread, double seconds) =>
        Assert.Equal(seconds, RetryPlan.PauseAfter(attempts, spread, null).TotalSeconds);

    [Fact]
    public void Wish_of_the_other_side_counts_when_it_is_longer() =>
        Assert.Equal(TimeSpan.FromSeconds(30), RetryPlan.PauseAfter(1, 1, TimeSpan.FromSeconds(30)));
}
