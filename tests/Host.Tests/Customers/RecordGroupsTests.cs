using Workflows.Host.Customers;

namespace Workflows.Tests.Customers;

/// <summary>Channel records come into groups pair by pair.</summary>
public sealed class RecordGroupsTests
{
    [Fact]
    public void Groups_of_joined_pairs_hold_every_record_once()
    {
        var groups = new RecordGroups();
        Assert.True(groups.TryJoin("B", "A"));
        Assert.True(groups.TryJoin("C", "D"));
        Assert.True(groups.TryJoin("A", "C"));
        Assert.True(groups.TryJoin("D", "B"));
        Assert.True(groups.TryJoin("X", "Y"));

        Assert.Equal(["A B C D", "X Y"], groups.All().Select(ids => string.Join(' ', ids)).Order());
        Assert.Equal("A", groups.NameOf("D"));
    }

    [Fact]
    public void Records_kept_apart_never_meet_over_a_third()
    {
        var groups = new RecordGroups();
        groups.KeepApart("A", "B");
        Assert.False(groups.TryJoin("A", "B"));
        Assert.True(groups.TryJoin("A", "C"));
        Assert.False(groups.TryJoin("B", "C"));

        Assert.Equal(["A C"], groups.All().Select(ids => string.Join(' ', ids)));
    }
}
