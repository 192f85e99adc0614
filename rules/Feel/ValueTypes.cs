namespace Workflows.Rules.Feel;

/// <summary>Types of values, and the conversions that DMN makes without being asked.</summary>
internal static class ValueTypes
{
    private const int MostDepth = 32;
    private const int Sampled = 1000;

    public static FeelType TypeOf(object? value, int depth = 0) => value switch
    {
        null => FeelType.Null,
        decimal => FeelType.Number,
        string => FeelType.String,
        bool => FeelType.Boolean,
        FeelDate => FeelType.Date,
        FeelTime => FeelType.Time,
        FeelDateTime => FeelType.DateTime,
        DaysTimeDuration => FeelType.DaysTimeDuration,
        YearsMonthsDuration => FeelType.YearsMonthsDuration,
        FeelRecord record => record.Type,
        IReadOnlyList<object?> list => ListTypeOf(list, depth),
        IFeelContext context => ContextTypeOf(context, depth),
        FeelRange range => FeelType.RangeOf(TypeOf(range.Start).Join(TypeOf(range.End))),
        FeelFunction function => function.Type,
        _ => FeelType.Any,
    };

    public static bool IsInstance(object? value, FeelType type, int depth = 0)
    {
        if (value is null)
        {
            return type.Kind == FeelKind.Null;
        }

        return type switch
        {
            { Kind: FeelKind.Any } => true,
            ListType list => value is IReadOnlyList<object?> items && AllConform(items, list.Element, depth),
            ContextType context => value is IFeelContext entries && HasFields(entries, context, depth),
            RangeType range => value is FeelRange { Start: var start, End: var end }
                && Conforms(start, range.Element, depth) && Conforms(end, range.Element, depth),
            FunctionType function => value is FeelFunction found && found.Type.ConformsTo(function),
            _ => KindOf(value) == type.Kind,
        };
    }

    /// <summary>As <see cref="IsInstance"/>, but null belongs to every type.</summary>
    public static bool Conforms(object? value, FeelType type, int depth = 0) => value is null || IsInstance(value, type, depth);

    public static bool TryConvert(object? value, FeelType type, out object? converted)
    {
        converted = value;
        if (value is null || type.Kind == FeelKind.Any || Conforms(value, type))
        {
            return true;
        }

        if (type is ListType wanted)
        {
            converted = new[] { value };
            return value is not IReadOnlyList<object?> && Conforms(value, wanted.Element);
        }

        if (value is IReadOnlyList<object?> { Count: 1 } single && Conforms(single[0], type))
        {
            converted = single[0];
            return true;
        }

        if (value is FeelDate date && type.Kind == FeelKind.DateTime)
        {
            converted = new FeelDateTime(date, FeelTime.OfNano(0, FeelZone.Utc));
            return true;
        }

        converted = null;
        return false;
    }

    private static FeelKind KindOf(object value) => value switch
    {
        decimal => FeelKind.Number,
        string => FeelKind.String,
        bool => FeelKind.Boolean,
        FeelDate => FeelKind.Date,
        FeelTime => FeelKind.Time,
        FeelDateTime => FeelKind.DateTime,
        DaysTimeDuration => FeelKind.DaysTimeDuration,
        YearsMonthsDuration => FeelKind.YearsMonthsDuration,
        IReadOnlyList<object?> => FeelKind.List,
        IFeelContext => FeelKind.Context,
        FeelRange => FeelKind.Range,
        FeelFunction => FeelKind.Function,
        _ => FeelKind.Any,
    };

    private static ListType ListTypeOf(IReadOnlyList<object?> list, int depth)
    {
        if (depth > MostDepth || list.Count == 0)
        {
            return FeelType.List;
        }

        var element = FeelType.Null;
        for (var i = 0; i < Math.Min(list.Count, Sampled) && element.Kind != FeelKind.Any; i++)
        {
            element = element.Join(TypeOf(list[i], depth + 1));
        }

        return FeelType.ListOf(element.Kind == FeelKind.Null ? FeelType.Any : element);
    }

    private static ContextType ContextTypeOf(IFeelContext context, int depth) => depth > MostDepth ? FeelType.Context : FeelType.ContextOf(
        [.. context.Names.Select(n => new ContextField(n, context.TryGet(n, out var v) ? TypeOf(v, depth + 1) : FeelType.Null))]);

    private static bool AllConform(IReadOnlyList<object?> items, FeelType element, int depth)
    {
        if (element.Kind == FeelKind.Any)
        {
            return true;
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (depth > MostDepth || !Conforms(items[i], element, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasFields(IFeelContext context, ContextType type, int depth)
    {
        if (context is FeelRecord record && ReferenceEquals(record.Type, type))
        {
            return true;
        }

        return depth <= MostDepth && type.Fields.All(f => context.TryGet(f.Name, out var value) && Conforms(value, f.Type, depth + 1));
    }
}
