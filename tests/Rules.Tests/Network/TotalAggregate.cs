using System.Linq.Expressions;
using Workflows.Rules.Aggregators;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>A user's aggregate that keeps what it has seen; it has no way to take anything back.</summary>
public static class TotalAggregate
{
    public static Type FactoryType => typeof(TotalFactory);

    public static IQuery<int> Total<T>(this IQuery<T> source, Expression<Func<T, int>> selector)
    {
        source.Builder.Aggregate<T, int>("Total", [KeyValuePair.Create("Selector", (LambdaExpression)selector)], typeof(TotalFactory));
        return new QueryExpression<int>(source.Builder);
    }

    private sealed class TotalFactory : IAggregatorFactory
    {
        private IAggregateExpression? _selector;

        public void Compile(AggregateElement element, IEnumerable<IAggregateExpression> compiledExpressions) =>
            _selector = compiledExpressions.FindSingle("Selector");

        public IAggregator Create() => new RunningTotal(_selector!);
    }

    private sealed class RunningTotal(IAggregateExpression selector) : IAggregator
    {
        private readonly Dictionary<IFact, int> _members = [];

        public IEnumerable<AggregationResult> Add(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts) =>
            Change(() => Take(context, tuple, facts));

        public IEnumerable<AggregationResult> Modify(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts) =>
            Change(() => Take(context, tuple, facts));

        public IEnumerable<AggregationResult> Remove(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts) =>
            Change(() => facts.ToList().ForEach(f => _members.Remove(f)));

        private void Take(AggregationContext context, ITuple tuple, IEnumerable<IFact> facts)
        {
            foreach (var fact in facts)
            {
                _members[fact] = (int)selector.Invoke(context, tuple, fact)!;
            }
        }

        private AggregationResult[] Change(Action change)
        {
            var (before, wasOut) = (_members.Values.Sum(), _members.Count > 0);
            change();
            var total = _members.Values.Sum();
            return (wasOut, _members.Count > 0) switch
            {
                (false, true) => [AggregationResult.Added(total, _members.Keys)],
                (true, true) => [AggregationResult.Modified(total, before, _members.Keys)],
                (true, false) => [AggregationResult.Removed(before)],
                _ => [],
            };
        }
    }
}
