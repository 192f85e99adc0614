using Workflows.Rules.Aggregators;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>Kept for code that sets it: an expression the engine cannot compare is never an error here, it is only not shared.</summary>
public enum RuleCompilerUnsupportedExpressionsHandling
{
    FailFast,
    TreatAsNotEqual,
}

/// <summary>Turns rules into a <see cref="ISessionFactory"/>. Use one compiler on one thread; what it makes is shared freely.</summary>
public class RuleCompiler
{
    private const int DefaultLargeBucket = 48;

    /// <summary>Users' aggregates by name.</summary>
    public AggregatorRegistry AggregatorRegistry { get; } = new();

    /// <summary>Users' comparers of facts.</summary>
    public FactIdentityComparerRegistry FactIdentityComparerRegistry { get; } = new();

    public RuleCompilerUnsupportedExpressionsHandling UnsupportedExpressionHandling { get; set; }

    /// <summary>From how many facts on a search tree finds those in a range; with fewer they are gone through.</summary>
    internal int LargeBucket { get; set; } = DefaultLargeBucket;

    /// <summary>How often conditions are interpreted before they are compiled.</summary>
    internal int Interpreted { get; set; } = LinqExpression.InterpretedEvaluations;

    /// <summary>A factory over the rules.</summary>
    /// <exception cref="RuleCompilationException">A rule cannot be compiled; names it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; there is no half-made factory.</exception>
    public ISessionFactory Compile(IEnumerable<IRuleDefinition> ruleDefinitions, CancellationToken cancellationToken = default)
    {
        var network = BuildNetwork(ruleDefinitions, AggregatorRegistry, cancellationToken, LargeBucket, Interpreted);
        return new SessionFactory(network, new FactIdentity(FactIdentityComparerRegistry.Copy()), AggregatorRegistry);
    }

    internal static CompiledNetwork BuildNetwork(
        IEnumerable<IRuleDefinition> ruleDefinitions, AggregatorRegistry registry, CancellationToken cancellationToken,
        int largeBucket = DefaultLargeBucket, int interpreted = LinqExpression.InterpretedEvaluations)
    {
        var builder = new NetworkBuilder(registry) { LargeBucket = largeBucket, Interpreted = interpreted };
        foreach (var rule in ruleDefinitions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                builder.Add(rule);
            }
            catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or NotSupportedException)
            {
                throw new RuleCompilationException($"Rule cannot be compiled: {failure.Message}", rule.Name, failure);
            }
        }

        return builder.Build();
    }

    public ISessionFactory Compile(IEnumerable<IRuleSet> ruleSets, CancellationToken cancellationToken = default) =>
        Compile(ruleSets.SelectMany(s => s.Rules), cancellationToken);
}

/// <summary>Shorthands on <see cref="IRuleRepository"/>.</summary>
public static class RuleRepositoryExtensions
{
    public static IEnumerable<IRuleDefinition> GetRules(this IRuleRepository repository) =>
        repository.GetRuleSets().SelectMany(s => s.Rules);

    public static ISessionFactory Compile(this IRuleRepository repository) => repository.Compile(CancellationToken.None);

    public static ISessionFactory Compile(this IRuleRepository repository, CancellationToken cancellationToken) =>
        new RuleCompiler().Compile(repository.GetRuleSets(), cancellationToken);
}
