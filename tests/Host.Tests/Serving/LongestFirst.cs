using Workflows.Tests.Browser;
using Workflows.Tests.Crashes;
using Workflows.Tests.Serving;
using Xunit.Sdk;
using Xunit.v3;

// Some wait for a browser or for processes of their own: so many side by side keep two cores at work, and no more.
[assembly: Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Workflows.Tests.Serving;

/// <summary>What takes minutes begins first: everything else is done beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [typeof(JourneyTests).FullName!, typeof(KillTests).FullName!];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(c => Long.Any(name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
