namespace Workflows.Rules.Feel;

/// <summary>How types relate: conformance as DMN 10.3.2.9 has it, and what type inference needs beside it.</summary>
internal static class TypeRelations
{
    // Types of item definitions may refer to themselves; deeper than this nobody looks.
    private const int MostDepth = 16;

    public static bool Conforms(FeelType type, FeelType other, int depth = 0)
    {
        if (other.Kind == FeelKind.Any || type.Kind == FeelKind.Null || ReferenceEquals(type, other) || depth > MostDepth)
        {
            return true;
        }

        return (type, other) switch
        {
            (ListType a, ListType b) => Conforms(a.Element, b.Element, depth + 1),
            (RangeType a, RangeType b) => Conforms(a.Element, b.Element, depth + 1),
            (FunctionType a, FunctionType b) => FunctionConforms(a, b, depth),
            (ContextType a, ContextType b) => ContextConforms(a, b, depth),
            _ => type.Kind == other.Kind && type.Kind < FeelKind.List,
        };
    }

    public static bool MayConform(FeelType type, FeelType other, int depth = 0)
    {
        if (type.Kind == FeelKind.Any || depth > MostDepth || Conforms(type, other))
        {
            return true;
        }

        return (type, other) switch
        {
            (ListType a, ListType b) => MayConform(a.Element, b.Element, depth + 1),
            (RangeType a, RangeType b) => MayConform(a.Element, b.Element, depth + 1),
            (ContextType a, ContextType b) => MayContextConform(a, b, depth),
            (FunctionType, FunctionType) => true,
            // A list of one is its element, and an element a list of one.
            (ListType a, _) => MayConform(a.Element, other, depth + 1),
            (_, ListType b) => MayConform(type, b.Element, depth + 1),
            _ => type.Kind == FeelKind.Date && other.Kind == FeelKind.DateTime,
        };
    }

    public static FeelType Join(FeelType a, FeelType b, int depth = 0)
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
            (ListType x, ListType y) => FeelType.ListOf(Join(x.Element, y.Element, depth + 1)),
            (RangeType x, RangeType y) => FeelType.RangeOf(Join(x.Element, y.Element, depth + 1)),
            (ContextType x, ContextType y) => JoinFields(x, y, depth),
            (FunctionType, FunctionType) => FeelType.Function,
            _ => FeelType.Any,
        };
    }

    private static bool FunctionConforms(FunctionType a, FunctionType b, int depth)
    {
        if (b.Parameters is null)
        {
            return true;
        }

        if (a.Parameters is null || a.Parameters.Count != b.Parameters.Count || !Conforms(a.Result, b.Result, depth + 1))
        {
            return false;
        }

        return a.Parameters.Zip(b.Parameters).All(p => Conforms(p.Second, p.First, depth + 1));
    }

    private static bool ContextConforms(ContextType a, ContextType b, int depth) =>
        b.Fields.All(f => a.FieldType(f.Name) is { } type && Conforms(type, f.Type, depth + 1));

    private static bool MayContextConform(ContextType a, ContextType b, int depth) =>
        b.Fields.All(f => a.FieldType(f.Name) is { } type ? MayConform(type, f.Type, depth + 1) : a.IsOpen);

    private static ContextType JoinFields(ContextType a, ContextType b, int depth) => FeelType.ContextOf(
        [.. a.Fields.Where(f => b.FieldType(f.Name) is not null)
            .Select(f => new ContextField(f.Name, Join(f.Type, b.FieldType(f.Name)!, depth + 1)))]);
}
