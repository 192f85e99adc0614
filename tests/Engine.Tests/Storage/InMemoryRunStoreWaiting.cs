using Workflows.Engine.Ports;
using Workflows.Engine.Storage;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Storage;

public sealed class InMemoryRunStoreWaiting : WaitingConformance
{
    protected override Task<IRunStore> EmptyStoreAsync() => Task.FromResult<IRunStore>(new InMemoryRunStore());
}
