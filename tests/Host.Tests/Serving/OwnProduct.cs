namespace Workflows.Tests.Serving;

/// <summary>A running product for the tests of one class, which change, watch or count what belongs to everybody.</summary>
public sealed class OwnProduct : IAsyncLifetime
{
    public RunningProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Product = await RunningProduct.StartAsync();

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}
