namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Reading parts of values.</summary>
internal static class Access
{
    /// <summary>A field whose slot the static type knows; any other context is asked by name.</summary>
    public static object? Field(object? source, ContextType type, int slot, string name, FeelRun run, FeelSpot at) =>
        source is FeelRecord record && ReferenceEquals(record.Type, type) ? record.Slots[slot] : Path(source, name, run, at);

    public static object? Path(object? source, string name, FeelRun run, FeelSpot at)
    {
        switch (source)
        {
            case null:
                return null;
            case IFeelContext context:
                return context.TryGet(name, out var entry) ? entry : run.Null(at, FeelReasons.NoEntry(name));
            case IReadOnlyList<object?> list:
                return PathOfEach(list, name, run, at);
            default:
                return FeelProperties.TryGet(source, name, out var found) ? found : run.Null(at, FeelReasons.NoProperty(source, name));
        }
    }

    /// <summary>An entry of a value that may be a context; false where it has none of that name.</summary>
    public static bool TryEntry(object? owner, string name, out object? value)
    {
        value = null;
        return owner is IFeelContext context && context.TryGet(name, out value);
    }

    public static object? Unknown(string name, FeelRun run, FeelSpot at) => run.Null(at, FeelReasons.UnknownName(name));

    public static object? NoEntry(string name, FeelRun run, FeelSpot at) => run.Null(at, FeelReasons.NoEntry(name));

    /// <summary>The elements of a value as an array that nobody changes; a single value is its only element, null has none.</summary>
    public static object?[]? Elements(object? value) => value switch
    {
        null => null,
        object?[] array => array,
        IReadOnlyList<object?> list => [.. list],
        _ => [value],
    };

    /// <summary>What a growing list holds by now.</summary>
    public static object? Snapshot(object? list, FeelRun run)
    {
        var elements = (List<object?>)list!;
        return run.Steps(elements.Count) ? elements.ToArray() : null;
    }

    private static object?[]? PathOfEach(IReadOnlyList<object?> list, string name, FeelRun run, FeelSpot at)
    {
        if (!run.Steps(list.Count))
        {
            return null;
        }

        var values = new object?[list.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = list[i] is IReadOnlyList<object?> ? null : Path(list[i], name, run, at);
        }

        return values;
    }
}
