using Workflows.Engine.Ports;
using Workflows.Tests.StorageConformance;

namespace Workflows.Tests.Storage;

public sealed class SqliteWaitingTests : WaitingConformance, IDisposable
{
    private readonly SqliteFile file = new();

    public void Dispose() => file.Dispose();

    protected override async Task<IRunStore> EmptyStoreAsync() => await file.OpenAsync();
}
