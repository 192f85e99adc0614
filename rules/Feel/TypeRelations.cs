namespace Workflows.Rules.Feel;

/// <summary>How types relate: conformance as DMN 10.3.2.9 has it, and what type inference needs beside it.</summary>
internal static class TypeRelations
{
    // Types of item definitions may refer to themselves; deeper than this nobody looks.
    private const int MostDepth = 16;

    public static bool Conforms(FeelType type, FeelType other) => Conforms(type, other, 0, []);

    public static bool MayConform(FeelType type, FeelType other) => MayConform(type, other, 0, []);

    public static FeelType Join(FeelType a, FeelType b) => Join(a, b, 0, []);

    // Each pair of contexts is looked at once: all its parts must conform, so that one met before says nothing new.
    private static bool Conforms(FeelType type, FeelType other, int depth, HashSet<(ContextType, ContextType)> met)
    {
        if (other.Kind == FeelKind.Any || type.Kind == FeelKind.Null || ReferenceEquals(type, other) || depth > MostDepth)
        {
            return true;
        }

        return (type, other) switch
        {
            (ListType a, ListType b) => Conforms(a.Element, b.Element, depth + 1, met),
            (RangeType a, RangeType b) => Conforms(a.Element, b.Element, depth + 1, met),
            (FunctionType a, FunctionType b) => FunctionConforms(a, b, depth, met),
            (ContextType a, ContextType b) => ContextConforms(a, b, depth, met),
            _ => type.Kind == other.Kind && type.Kind < FeelKind.List,
        };
    }

    private static bool MayConform(FeelType type, FeelType other, int depth, HashSet<(ContextType, ContextType)> met)
    {
        if (type.Kind == FeelKind.Any || depth > MostDepth || Conforms(type, other))
        {
            return true;
        }

        return (type, other) switch
        {
            (ListType a, ListType b) => MayConform(a.Element, b.Element, depth + 1, met),
            (RangeType a, RangeType b) => MayConform(a.Element, b.Element, depth + 1, met),
            (ContextType a, ContextType b) => MayContextConform(a, b, depth, met),
            (FunctionType, FunctionType) => true,
            // A list of one is its element, and an element a list of one.
            (ListType a, _) => MayConform(a.Element, other, depth + 1, met),
            (_, ListType b) => MayConform(type, b.Element, depth + 1, met),
            _ => type.Kind == FeelKind.Date && other.Kind == FeelKind.DateTime,
        };
    }

    private static FeelType Join(FeelType a, FeelType b, int depth, Dictionary<(ContextType, ContextType), ContextType> made)
    {
        if (a.Kind == FeelKind.Null || b.Kind == FeelKind.Null)
        {
            return a.Kind == FeelKind.Null ? b : a;
        }

        if (ReferenceEquals(a, b) || a.Equals(b))
        {
            return a;
        }

        return depth > MostDepth ? FeelType.Any : (a, b) switch
        {
            (ListType x, ListType y) => FeelType.ListOf(Join(x.Element, y.Element, depth + 1, made)),
            (RangeType x, RangeType y) => FeelType.RangeOf(Join(x.Element, y.Element, depth + 1, made)),
            (ContextType x, ContextType y) => JoinFields(x, y, depth, made),
            (FunctionType, FunctionType) => FeelType.Function,
            _ => FeelType.Any,
        };
    }

    private static bool FunctionConforms(FunctionType a, FunctionType b, int depth, HashSet<(ContextType, ContextType)> met)
    {
        if (b.Parameters is null)
        {
            return true;
        }

        if (a.Parameters is null || a.Parameters.Count != b.Parameters.Count || !Conforms(a.Result, b.Result, depth + 1, met))
        {
            return false;
        }

        return a.Parameters.Zip(b.Parameters).All(p => Conforms(p.Second, p.First, depth + 1, met));
    }

    private static bool ContextConforms(ContextType a, ContextType b, int depth, HashSet<(ContextType, ContextType)> met) =>
        !met.Add((a, b)) || b.Fields.All(f => a.FieldType(f.Name) is { } type && Conforms(type, f.Type, depth + 1, met));

    private static bool MayContextConform(ContextType a, ContextType b, int depth, HashSet<(ContextType, ContextType)> met) =>
        !met.Add((a, b)) || b.Fields.All(f => a.FieldType(f.Name) is { } type ? MayConform(type, f.Type, depth + 1, met) : a.IsOpen);

    private static ContextType JoinFields(
        ContextType a, ContextType b, int depth, Dictionary<(ContextType, ContextType), ContextType> made)
    {
        if (made.TryGetValue((a, b), out var known))
        {
            return known;
        }

        // What leads back to itself is a context of which nothing is known.
        made[(a, b)] = FeelType.Context;
        return made[(a, b)] = FeelType.ContextOf(
            [.. a.Fields.Where(f => b.FieldType(f.Name) is not null)
                .Select(f => new ContextField(f.Name, Join(f.Type, b.FieldType(f.Name)!, depth + 1, made)))]);
    }
}
