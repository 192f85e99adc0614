using Workflows.Tests.Serving;

namespace Workflows.Tests.Security;

/// <summary>One running product for the tests of a class that only look at it.</summary>
public sealed class SharedProduct : IAsyncLifetime
{
    public RunningProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Product = await RunningProduct.StartAsync();

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}
