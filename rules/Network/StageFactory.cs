using Workflows.Rules.Aggregators;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>Makes the stages that aggregate elements describe.</summary>
internal static class StageFactory
{
    public static Func<StageSpec, Token?, Stage> For(
        AggregateElement element, IReadOnlyList<KeyValuePair<string, BoundExpression>> expressions, AggregatorRegistry registry)
    {
        if (registry.FindFactory(element.Name) is { } registered)
        {
            return Custom(registered, element, expressions);
        }

        if (element.CustomFactoryType is { } custom)
        {
            return Custom(custom, element, expressions);
        }

        return element.Name switch
        {
            AggregateNames.Collect when expressions.Any(e => e.Key == AggregateNames.KeySelector) => Lookup(element),
            AggregateNames.Collect => Collect(element),
            AggregateNames.GroupBy => Group(element),
            AggregateNames.Project => (spec, owner) => new ProjectStage(spec) { Owner = owner },
            AggregateNames.Flatten => (spec, owner) => new FlattenStage(spec) { Owner = owner },
            AggregateNames.Count or AggregateNames.Sum or AggregateNames.Min
                or AggregateNames.Max or AggregateNames.Average or AggregateNames.Distinct =>
                (spec, owner) => new FoldStage(spec) { Owner = owner },
            _ => throw new ArgumentException($"There is no aggregate named '{element.Name}'"),
        };
    }

    /// <summary>A live list with the element type that <paramref name="listType"/> asks for.</summary>
    public static object View(Type listType, SlotList members) => MakeView(ElementType(listType))(members);

    private static Func<StageSpec, Token?, Stage> Collect(AggregateElement element)
    {
        var view = MakeView(element.Source.ValueType);
        return (spec, owner) => new CollectStage(spec, view) { Owner = owner };
    }

    private static Func<StageSpec, Token?, Stage> Group(AggregateElement element)
    {
        var types = element.ResultType.GetGenericArguments();
        var view = Make<Func<SlotList, object>>(nameof(NewGroup), types);
        return (spec, owner) => new GroupStage(spec, view) { Owner = owner };
    }

    private static Func<StageSpec, Token?, Stage> Lookup(AggregateElement element)
    {
        var view = Make<Func<Dictionary<GroupKey, SlotList>, object>>(nameof(NewLookup), element.ResultType.GetGenericArguments());
        return (spec, owner) => new LookupStage(spec, view) { Owner = owner };
    }

    private static Func<StageSpec, Token?, Stage> Custom(
        Type factoryType, AggregateElement element, IReadOnlyList<KeyValuePair<string, BoundExpression>> expressions)
    {
        var factory = (IAggregatorFactory)Activator.CreateInstance(factoryType)!;
        factory.Compile(element, [.. expressions.Select(e => new AggregateExpression(e.Key, e.Value))]);
        return (spec, owner) => new CustomStage(spec, factory.Create) { Owner = owner };
    }

    private static Func<SlotList, object> MakeView(Type element) => Make<Func<SlotList, object>>(nameof(NewList), element);

    private static Type ElementType(Type listType) => listType.IsGenericType ? listType.GetGenericArguments()[^1] : typeof(object);

    private static TDelegate Make<TDelegate>(string method, params Type[] types)
        where TDelegate : Delegate =>
        typeof(StageFactory).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(types).CreateDelegate<TDelegate>();

    private static Collected<T> NewList<T>(SlotList members) => new Collected<T>(members);

    private static CollectedGroup<TKey, TElement> NewGroup<TKey, TElement>(SlotList members) => new CollectedGroup<TKey, TElement>(members);

    private static CollectedLookup<TKey, TElement> NewLookup<TKey, TElement>(Dictionary<GroupKey, SlotList> groups) =>
        new CollectedLookup<TKey, TElement>(groups);
}
