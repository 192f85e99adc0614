using Workflows.Engine.Ports;
using Workflows.Engine.Storage;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Storage;

public sealed class InMemoryRunStoreRuns : RunStoreConformance
{
    protected override Task<IRunStore> EmptyStoreAsync() => Task.FromResult<IRunStore>(new InMemoryRunStore());
}
