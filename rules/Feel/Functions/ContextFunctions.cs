using static Workflows.Rules.Feel.Functions.BuiltInFunction;

namespace Workflows.Rules.Feel.Functions;

/// <summary>Contexts and their entries.</summary>
internal static class ContextFunctions
{
    private static readonly FeelParameter Context = P("context", FeelType.Context);
    private static readonly FeelParameter Value = Nullable("value", FeelType.Any);

    public static IReadOnlyList<BuiltInFunction> All { get; } =
    [
        new("get value", new LocalText("The value that a context holds under a key", "上下文中某键的值"),
            Of([P("m", FeelType.Context), P("key", FeelType.String)], FeelType.Any,
                (a, run) => ((IFeelContext)a[0]!).TryGet((string)a[1]!, out var value) ? value : run.Null(FunctionReasons.NoKey))),
        new("get entries", new LocalText("The entries of a context as a list of keys and values", "上下文的键值列表"),
            Of([P("m", FeelType.Context)], FeelType.ListOf(FeelType.ContextOf(new("key", FeelType.String), new("value", FeelType.Any))),
                (a, run) => Entries((IFeelContext)a[0]!, run))),
        new("context", new LocalText("A context made of a list of keys and values", "由键值列表生成上下文"),
            Of([P("entries", FeelType.List)], FeelType.Context, (a, run) => Made((IReadOnlyList<object?>)a[0]!, run))),
        new("context put", new LocalText("A context with another value under a key, or under a path of keys", "设置上下文中某键或路径的值"),
            Of([Context, P("key", FeelType.String), Value], FeelType.Context, (a, run) => Put((IFeelContext)a[0]!, [a[1]], 0, a[2], run)),
            Of([Context, P("keys", FeelType.List), Value], FeelType.Context,
                (a, run) => Put((IFeelContext)a[0]!, (IReadOnlyList<object?>)a[1]!, 0, a[2], run))),
        new("context merge", new LocalText("The entries of several contexts in one; later ones win", "合并多个上下文，后者优先"),
            Of([P("contexts", FeelType.ListOf(FeelType.Context))], FeelType.Context,
                (a, run) => Merged((IReadOnlyList<object?>)a[0]!, run))),
    ];

    private static IEnumerable<(string Name, object? Value)> Pairs(IFeelContext context) =>
        context.Names.Select(n => (n, context.TryGet(n, out var value) ? value : null));

    private static object?[]? Entries(IFeelContext context, FeelRun run) => !run.Steps(context.Count) ? null
        : Pairs(context).Select(object? (p) => FeelContext.Of(("key", p.Name), ("value", p.Value))).ToArray();

    private static object? Made(IReadOnlyList<object?> entries, FeelRun run)
    {
        var made = new List<(string, object?)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!run.Step() || entry is not IFeelContext pair || !pair.TryGet("key", out var key) || key is not string name
                || !pair.TryGet("value", out var value) || !names.Add(name))
            {
                return run.Null(FunctionReasons.NotEntries);
            }

            made.Add((name, value));
        }

        return FeelContext.Of(made);
    }

    /// <summary>Recursion ends with the context's own depth, since every key but the last must lead to a context.</summary>
    private static object? Put(IFeelContext context, IReadOnlyList<object?> keys, int at, object? value, FeelRun run)
    {
        if (at >= keys.Count || keys[at] is not string key || !run.Steps(1 + context.Count))
        {
            return run.Null(FunctionReasons.NoKey);
        }

        if (at < keys.Count - 1)
        {
            value = at < 1000 && context.TryGet(key, out var inner) && inner is IFeelContext next
                ? Put(next, keys, at + 1, value, run) : run.Null(FunctionReasons.NoKey);
            if (value is null)
            {
                return null;
            }
        }

        return FeelContext.Of(Pairs(context).Append((key, value)));
    }

    private static object? Merged(IReadOnlyList<object?> contexts, FeelRun run)
    {
        if (contexts.Any(c => c is null) || !run.Steps((int)Math.Min(int.MaxValue, contexts.Sum(c => (long)((IFeelContext)c!).Count))))
        {
            return run.Null(FunctionReasons.NoKey);
        }

        return FeelContext.Of(contexts.SelectMany(c => Pairs((IFeelContext)c!)));
    }
}
