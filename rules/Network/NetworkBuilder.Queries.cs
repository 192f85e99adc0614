using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>How queries become pipelines.</summary>
internal sealed partial class NetworkBuilder
{
    /// <summary>Whether a query uses names from outside, or starts from a computed value.</summary>
    private static bool IsCorrelated(PatternElement pattern) =>
        pattern.Source is AggregateElement aggregate
            && (pattern.Source.Imports.Any() || aggregate.Source.Source is BindingElement || IsCorrelated(aggregate.Source));

    /// <summary>The aggregates from the innermost out, with the pattern each of them reads.</summary>
    private static (PatternElement Origin, List<AggregateElement> Aggregates) Unroll(PatternElement pattern)
    {
        List<AggregateElement> aggregates = [];
        var origin = pattern;
        while (origin.Source is AggregateElement aggregate)
        {
            aggregates.Insert(0, aggregate);
            origin = aggregate.Source;
        }

        return (origin, aggregates);
    }

    private PipelineNode Uncorrelated(PatternElement pattern)
    {
        var (origin, aggregates) = Unroll(pattern);
        var (memory, _) = Memory(origin);
        var stages = Stages(new Chain(), aggregates, 0);
        var key = StructuralKey.Combine(["query", memory, .. stages.Select(KeyOf)]);
        return (PipelineNode)Share(key, () => new PipelineNode
        {
            Id = NewState(),
            Stages = stages,
            Results = new AlphaNode(null, Evaluators),
            Members = memory,
        });
    }

    private void AddCorrelated(Chain chain, PatternElement pattern)
    {
        var (origin, aggregates) = Unroll(pattern);
        var stages = Stages(chain, aggregates, chain.Depth + 1);
        var results = Bind(chain, pattern.Expressions.Select(e => e.Rule), chain.Depth + 1, pattern.Declaration);
        var depth = chain.Depth;
        if (origin.Source is BindingElement binding)
        {
            var source = Bind(chain, binding.Rule, depth, null);
            var conditions = Bind(chain, origin.Expressions.Select(e => e.Rule), depth, origin.Declaration);
            var (facts, node) = Left(chain, []);
            var key = StructuralKey.Combine([ShareKey("from", facts, node, [source], conditions, results), .. stages.Select(KeyOf)]);
            chain.Node = Share(key, () => new PipelineNode
            {
                Id = NewState(2),
                Depth = depth + 2,
                LeftFacts = facts,
                LeftNode = node,
                Source = source,
                Conditions = conditions,
                Stages = stages,
                ResultConditions = results,
            });
            chain.First = null;
            chain.Depth = depth + 2;
        }
        else
        {
            FollowQuery(chain, origin, stages, results);
        }

        chain.Declare(pattern.Declaration);
    }

    private void FollowQuery(Chain chain, PatternElement origin, StageSpec[] stages, BoundExpression[] results)
    {
        var (memory, joins) = Memory(origin);
        var plan = JoinPlan.For(joins, origin.Declaration);

        // Only the stages' own meaning tells two queries apart; without it the query is not shared.
        var stageKey = StructuralKey.Combine([KeyOf(results), .. stages.Select(KeyOf)]);
        var kind =
            "query" + (stageKey is null ? _nodes.Count : _queryKinds.TryGetValue(stageKey, out var known) ? known
                : _queryKinds[stageKey] = _nodes.Count);
        Follow(chain, kind, plan, origin.Declaration, memory, 2, place => new PipelineNode(NewState(2), place)
        {
            Stages = stages,
            ResultConditions = results,
        });
    }

    private StageSpec[] Stages(Chain chain, List<AggregateElement> aggregates, int depth)
    {
        var stages = new StageSpec[aggregates.Count];
        for (var i = 0; i < stages.Length; i++)
        {
            var element = aggregates[i];
            KeyValuePair<string, BoundExpression>[] expressions =
                [.. element.Expressions.Select(e => KeyValuePair.Create(e.Name, Bind(chain, e.Rule, depth, element.Source.Declaration)))];
            stages[i] = new StageSpec(element, expressions, StageFactory.For(element, expressions, registry))
            {
                IsCustom = registry.FindFactory(element.Name) is not null || element.CustomFactoryType is not null,
            };
            if (i + 1 < stages.Length)
            {
                var between = aggregates[i + 1].Source;
                stages[i].Filters = Bind(chain, between.Expressions.Select(e => e.Rule), depth, between.Declaration);
            }
        }

        return stages;
    }

    private static StructuralKey? KeyOf(StageSpec stage) => StructuralKey.Combine(
        [stage.Element.Name, stage.Element.ResultType, stage.Element.CustomFactoryType
            ?? typeof(void), .. stage.Expressions.SelectMany(e => new object?[] { e.Key, KeyOf([e.Value]) }), KeyOf(stage.Filters)]);

    private readonly Dictionary<StructuralKey, int> _queryKinds = [];
}
