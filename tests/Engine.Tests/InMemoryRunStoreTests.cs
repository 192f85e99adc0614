using Workflows.Engine.Ports;
using Workflows.Engine.Storage;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests;

public sealed class InMemoryRunStoreRuns : RunStoreConformance
{
    protected override Task<IRunStore> EmptyStoreAsync() => Task.FromResult<IRunStore>(new InMemoryRunStore());
}

public sealed class InMemoryRunStoreWaiting : WaitingConformance
{
    protected override Task<IRunStore> EmptyStoreAsync() => Task.FromResult<IRunStore>(new InMemoryRunStore());
}
