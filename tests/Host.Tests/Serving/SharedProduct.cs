using Workflows.Tests.Serving;

[assembly: AssemblyFixture(typeof(SharedProduct))]

namespace Workflows.Tests.Serving;

/// <summary>
/// The one running product of all tests that get along: they look at what they made themselves, under names of their own, and change
/// nothing that counts for everybody. It is started when the first of them asks for it.
/// </summary>
public sealed class SharedProduct : IAsyncDisposable
{
    // Started on a thread of its own: tests that ask while it starts may wait without holding it up.
    private readonly Lazy<RunningProduct> product = new(() => Task.Run(() => RunningProduct.StartAsync()).GetAwaiter().GetResult());

    public RunningProduct Product => product.Value;

    public ValueTask DisposeAsync() => product.IsValueCreated ? product.Value.DisposeAsync() : ValueTask.CompletedTask;
}
