using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Lists made from lists. Positions count from 1, negative ones from the end.</summary>
internal static class ListFunctions
{
    private const int MostElements = 1_000_000;

    private static readonly FeelParameter List = P("list", FeelType.List);
    private static readonly FeelParameter Position = P("position", FeelType.Number);

    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("count", new LocalText("How many elements a list has", "列表的元素个数"),
            Of([List], FeelType.Number, (a, _) => (decimal)Items(a[0]).Count)),
        new("list contains", new LocalText("Whether a list has an element", "列表是否包含某元素"),
            Of([List, Nullable("element", FeelType.Any)], FeelType.Boolean, (a, run) => Contains(Items(a[0]), a[1], run))),
        new("index of", new LocalText("The positions at which an element stands", "元素出现的位置"),
            Of([List, Nullable("match", FeelType.Any)], FeelType.ListOf(FeelType.Number), (a, run) => IndexOf(Items(a[0]), a[1], run))),
        new("sublist", new LocalText("A part of a list, from a position on", "从某位置起的子列表"),
            Kept([List, P("start position", FeelType.Number), Optional("length", FeelType.Number)],
                (a, run) => Sublist(Items(a[0]), (decimal)a[1]!, (decimal?)a[2], run))),
        new("append", new LocalText("A list with further elements behind it", "在列表末尾追加元素"),
            Of([List, Rest("item", FeelType.Any)], FeelType.List, (a, run) => Whole([Items(a[0]), Items(a[1])], run))),
        new("concatenate", new LocalText("Lists one behind the other", "连接多个列表"),
            Of([Rest("list", FeelType.List)], FeelType.List, (a, run) => Parts(a[0]) is { } parts
                ? Whole(parts, run) : run.Null(FunctionReasons.Empty))),
        new("union", new LocalText("The elements of several lists, each once", "多个列表的并集"),
            Of([Rest("list", FeelType.List)], FeelType.List, (a, run) => Parts(a[0]) is { } parts && Whole(parts, run) is object?[] all
                ? Distinct(all, run) : run.Null(FunctionReasons.Empty))),
        new("distinct values", new LocalText("A list with each value once", "去重"),
            Kept([List], (a, run) => Distinct(Items(a[0]), run))),
        new("duplicate values", new LocalText("The values that stand in a list more than once", "重复的值"),
            Kept([List], (a, run) => Duplicates(Items(a[0]), run))),
        new("insert before", new LocalText("A list with an element put in at a position", "在指定位置插入元素"),
            Of([List, Position, Nullable("newItem", FeelType.Any)], FeelType.List, (a, run) =>
                Spliced(Items(a[0]), (decimal)a[1]!, 0, [a[2]], run))),
        new("remove", new LocalText("A list without the element at a position", "删除指定位置的元素"),
            Kept([List, Position], (a, run) => Spliced(Items(a[0]), (decimal)a[1]!, 1, [], run))),
        new("list replace", new LocalText("A list with another element at a position, or wherever a function says", "替换指定位置或满足条件的元素"),
            Of([List, Position, Nullable("newItem", FeelType.Any)], FeelType.List,
                (a, run) => Spliced(Items(a[0]), (decimal)a[1]!, 1, [a[2]], run)),
            Of([List, P("match", FeelType.Function), Nullable("newItem", FeelType.Any)], FeelType.List,
                (a, run) => Replaced(Items(a[0]), (FeelFunction)a[1]!, a[2], run))),
        new("reverse", new LocalText("A list from its end to its beginning", "反转列表"),
            Kept([List], (a, run) => run.Steps(Items(a[0]).Count) ? Items(a[0]).Reverse().ToArray() : null)),
        new("flatten", new LocalText("A list with the elements of the lists in it", "展开嵌套列表"),
            Of([List], FeelType.List, (a, run) => Flat(Items(a[0]), run))),
        new("sort", new LocalText("A list in the order of a function that tells which of two comes first", "按比较函数排序"),
            Kept([List, P("precedes", FeelType.Function)], (a, run) => SortedList.Of(Items(a[0]), (FeelFunction)a[1]!, run))),
        new("partition", new LocalText("A list cut into lists of a size", "按大小分组"),
            Of([List, P("size", FeelType.Number)], FeelType.ListOf(FeelType.List),
                (a, run) => Cut(Items(a[0]), decimal.Truncate((decimal)a[1]!), run))),
    ];

    private static IReadOnlyList<object?> Items(object? list) => (IReadOnlyList<object?>)list!;

    /// <summary>A function whose result has the type of its first argument.</summary>
    private static FunctionVariant Kept(IReadOnlyList<FeelParameter> parameters, FunctionBody body) =>
        Of(parameters, FeelType.List, body) with { ResultOf = types => types is [ListType list, ..] ? list : FeelType.List };

    /// <summary>The lists among the arguments; null where there is none or one is null.</summary>
    private static List<IReadOnlyList<object?>>? Parts(object? arguments)
    {
        var lists = Items(arguments);
        return lists.Count == 0 || lists.Any(l => l is null) ? null : [.. lists.Select(Items)];
    }

    private static object? Whole(IReadOnlyList<IReadOnlyList<object?>> parts, FeelRun run)
    {
        var count = parts.Sum(p => (long)p.Count);
        return count > MostElements || !run.Steps((int)count) ? run.Null(FunctionReasons.TooLarge) : parts.SelectMany(p => p).ToArray();
    }

    private static object? Contains(IReadOnlyList<object?> list, object? element, FeelRun run) =>
        run.Steps(list.Count) ? FeelValues.Box(list.Any(i => ValueComparison.AreEqual(i, element, run) == true)) : null;

    private static object?[]? IndexOf(IReadOnlyList<object?> list, object? element, FeelRun run) => !run.Steps(list.Count) ? null
        : Enumerable.Range(0, list.Count).Where(i => ValueComparison.AreEqual(list[i], element, run) == true)
            .Select(i => (object?)(i + 1m)).ToArray();

    private static object? Sublist(IReadOnlyList<object?> list, decimal start, decimal? length, FeelRun run)
    {
        var first = IndexAt(list, start);
        if (first is null || length < 1 || length > list.Count - first || !run.Steps(list.Count))
        {
            return run.Null(FunctionReasons.Outside);
        }

        return list.Skip(first.Value).Take(length is { } wanted ? (int)wanted : list.Count).ToArray();
    }

    /// <summary>The index from 0 of a position; null where there is none, as at every fraction.</summary>
    private static int? IndexAt(IReadOnlyList<object?> list, decimal position)
    {
        var isPlace = decimal.IsInteger(position) && position != 0 && Math.Abs(position) <= list.Count;
        return isPlace ? (int)(position > 0 ? position - 1 : list.Count + position) : null;
    }

    private static object? Spliced(IReadOnlyList<object?> list, decimal position, int removed, object?[] put, FeelRun run)
    {
        if (IndexAt(list, position) is not { } at || !run.Steps(list.Count))
        {
            return run.Null(FunctionReasons.Outside);
        }

        return Whole([[.. list.Take(at)], put, [.. list.Skip(at + removed)]], run);
    }

    private static object? Replaced(IReadOnlyList<object?> list, FeelFunction match, object? newItem, FeelRun run)
    {
        var result = new object?[list.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!run.Step() || match.Invoke([list[i], newItem], run) is not bool isMatch)
            {
                return run.Null(FunctionReasons.NotBoolean);
            }

            result[i] = isMatch ? newItem : list[i];
        }

        return result;
    }

    private static object?[]? Distinct(IReadOnlyList<object?> list, FeelRun run) =>
        run.Steps(list.Count) ? list.Distinct(FeelValues.Comparer).ToArray() : null;

    private static object?[]? Duplicates(IReadOnlyList<object?> list, FeelRun run)
    {
        var seen = new HashSet<object?>(FeelValues.Comparer);
        return run.Steps(list.Count) ? list.Where(i => !seen.Add(i)).Distinct(FeelValues.Comparer).ToArray() : null;
    }

    /// <summary>Without recursion, since lists may be nested as deep as an expression can make them.</summary>
    private static object? Flat(IReadOnlyList<object?> list, FeelRun run)
    {
        var flat = new List<object?>();
        var open = new Stack<(IReadOnlyList<object?> List, int Next)>([(list, 0)]);
        while (open.TryPop(out var at))
        {
            if (!run.Step() || flat.Count > MostElements)
            {
                return run.Null(FunctionReasons.TooLarge);
            }

            if (at.Next == at.List.Count)
            {
                continue;
            }

            open.Push((at.List, at.Next + 1));
            if (at.List[at.Next] is IReadOnlyList<object?> inner)
            {
                open.Push((inner, 0));
            }
            else
            {
                flat.Add(at.List[at.Next]);
            }
        }

        return flat.ToArray();
    }

    private static object? Cut(IReadOnlyList<object?> list, decimal size, FeelRun run) => size < 1 || !run.Steps(list.Count)
        ? run.Null(FunctionReasons.Outside)
        : list.Chunk((int)Math.Min(size, int.MaxValue)).ToArray<object?>();
}
