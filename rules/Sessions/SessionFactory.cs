using Workflows.Rules.Aggregators;
using Workflows.Rules.Diagnostics;
using Workflows.Rules.Extensibility;
using Workflows.Rules.Network;

namespace Workflows.Rules;

/// <summary>The compiled rules and what their sessions have in common.</summary>
internal sealed class SessionFactory(CompiledNetwork network, FactIdentity identity, AggregatorRegistry registry) : ISessionFactory
{
    public CompiledNetwork Network { get; } = network;

    public FactIdentity Identity { get; } = identity;

    public AggregatorRegistry Registry { get; } = registry;

    public EventHub Hub { get; } = new(null);

    public IEventProvider Events => Hub;

    public IDependencyResolver DependencyResolver { get; set; } = NoDependencies.Instance;

    public IActionInterceptor? ActionInterceptor { get; set; }

    public ISession CreateSession() => CreateSession(null);

    public ISession CreateSession(Action<ISession>? initializationAction) => new Session(this, initializationAction);

    public ReteGraph GetSchema() => NetworkSchema.Of(Network);
}
