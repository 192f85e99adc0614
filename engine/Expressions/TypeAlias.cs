using Workflows.Rules.Feel;

namespace Workflows.Engine.Expressions;

/// <summary>What values of a declared type are.</summary>
internal enum TypeKind
{
    Any,
    Text,
    Flag,
    Whole,
    StatusCode,
    Number,
    Guid,
    Moment,
    Date,
    Time,
    Duration,
    Bytes,
    Structure,
    List,
}

/// <summary>
/// A type of definitions, from the closed list: an alias (<c>Int32</c>, <c>DateTimeOffset?</c>, <c>String[]</c>, <c>List&lt;JSON&gt;</c>)
/// or the CLR name that older files carry. A name never leads to a CLR type: it is only looked up here.
/// </summary>
/// <param name="Name">The alias.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Element">Type of the items of a list.</param>
/// <param name="Least">Least value of a whole number.</param>
/// <param name="Most">Greatest value of a whole number.</param>
internal sealed record TypeAlias(string Name, TypeKind Kind, TypeAlias? Element = null, decimal Least = 0, decimal Most = 0)
{
    private const int LongestName = 1000;

    private static readonly TypeAlias Any = new("Object", TypeKind.Any);

    private static readonly Dictionary<string, TypeAlias> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = Any,
        ["String"] = new("String", TypeKind.Text),
        ["Boolean"] = new("Boolean", TypeKind.Flag),
        ["Byte"] = new("Byte", TypeKind.Whole, null, byte.MinValue, byte.MaxValue),
        ["Int16"] = new("Int16", TypeKind.Whole, null, short.MinValue, short.MaxValue),
        ["Int32"] = new("Int32", TypeKind.Whole, null, int.MinValue, int.MaxValue),
        ["Int64"] = new("Int64", TypeKind.Whole, null, long.MinValue, long.MaxValue),
        ["Long"] = new("Int64", TypeKind.Whole, null, long.MinValue, long.MaxValue),
        ["Single"] = new("Single", TypeKind.Number),
        ["Double"] = new("Double", TypeKind.Number),
        ["Decimal"] = new("Decimal", TypeKind.Number),
        ["Guid"] = new("Guid", TypeKind.Guid),
        ["DateTime"] = new("DateTime", TypeKind.Moment),
        ["DateTimeOffset"] = new("DateTimeOffset", TypeKind.Moment),
        ["DateOnly"] = new("DateOnly", TypeKind.Date),
        ["TimeOnly"] = new("TimeOnly", TypeKind.Time),
        ["TimeSpan"] = new("TimeSpan", TypeKind.Duration),
        ["ByteArray"] = new("ByteArray", TypeKind.Bytes),
        ["Byte[]"] = new("ByteArray", TypeKind.Bytes),
        ["Stream"] = new("Stream", TypeKind.Any),
        ["Uri"] = new("Uri", TypeKind.Text),
        ["HttpStatusCode"] = new("HttpStatusCode", TypeKind.StatusCode, null, 0, 999),
        ["HttpHeaders"] = new("ObjectDictionary", TypeKind.Structure),
        ["IFormFile"] = Any,
        ["HttpFile"] = Any,
        ["HttpRequest"] = Any,
        ["HttpResponseMessage"] = Any,
        ["JSON"] = new("JSON", TypeKind.Structure),
        ["ExpandoObject"] = new("JSON", TypeKind.Structure),
        ["JsonElement"] = new("JsonElement", TypeKind.Structure),
        ["JsonNode"] = new("JsonNode", TypeKind.Structure),
        ["JsonObject"] = new("JsonObject", TypeKind.Structure),
        ["JsonArray"] = new("JsonArray", TypeKind.List, Any),
        ["StringDictionary"] = new("StringDictionary", TypeKind.Structure),
        ["ObjectDictionary"] = new("ObjectDictionary", TypeKind.Structure),
        ["StringMap"] = new("StringMap", TypeKind.Structure),
        ["ObjectMap"] = new("ObjectMap", TypeKind.Structure),
        ["Dictionary"] = new("ObjectDictionary", TypeKind.Structure),
        ["IDictionary"] = new("ObjectDictionary", TypeKind.Structure),
        ["List"] = new("List", TypeKind.List, Any),
        ["Array"] = new("List", TypeKind.List, Any),
    };

    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        "List", "IList", "ICollection", "Collection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "HashSet", "ISet",
    };

    /// <summary>The names of the list, for choosing from.</summary>
    public static IEnumerable<string> Names => Known.Values.Select(t => t.Name).Distinct();

    /// <summary>The type of a name; null when the list has none. An empty name is Object.</summary>
    public static TypeAlias? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Any;
        }

        if (Known.TryGetValue(name, out var known))
        {
            return known;
        }

        return name.Length > LongestName ? null : Composed(name.Trim());
    }

    /// <summary>The type that the expression language knows it as.</summary>
    public FeelType ToFeelType() => Kind switch
    {
        TypeKind.Text or TypeKind.Guid or TypeKind.Bytes => FeelType.String,
        TypeKind.Flag => FeelType.Boolean,
        TypeKind.Whole or TypeKind.StatusCode or TypeKind.Number => FeelType.Number,
        TypeKind.Moment => FeelType.DateTime,
        TypeKind.Date => FeelType.Date,
        TypeKind.Time => FeelType.Time,
        TypeKind.Duration => FeelType.DaysTimeDuration,
        TypeKind.List => FeelType.ListOf(Element!.ToFeelType()),
        _ => FeelType.Any,
    };

    private static TypeAlias? Composed(string name)
    {
        if (name.EndsWith('?'))
        {
            return Find(name[..^1]);
        }

        if (name.StartsWith("UnregisteredClrType:", StringComparison.Ordinal))
        {
            return Find(name["UnregisteredClrType:".Length..]);
        }

        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return ListOf(Find(name[..^2]));
        }

        var open = name.IndexOfAny(['<', '`', '[']);
        return open > 0 ? Generic(name[..open], name[open..]) : Known.GetValueOrDefault(Simple(name));
    }

    // List<T>, System.Collections.Generic.List`1[[T, Assembly]], System.Nullable`1[[T, Assembly]]; of a dictionary nothing more is kept.
    private static TypeAlias? Generic(string outer, string rest)
    {
        var simple = Simple(outer);
        var start = rest.IndexOfAny(['<', '[']);
        var argument = start < 0 ? string.Empty : rest[start..].Trim('<', '>').Trim();
        var end = argument.StartsWith('[') ? argument.LastIndexOf(']') : -1;
        argument = end > 0 ? argument[..(end + 1)].Trim().TrimStart('[').TrimEnd(']') : argument;
        if (string.Equals(simple, "Nullable", StringComparison.OrdinalIgnoreCase))
        {
            return Find(argument);
        }

        return Lists.Contains(simple)
            ? ListOf(Find(argument))
            : simple.EndsWith("Dictionary", StringComparison.OrdinalIgnoreCase) ? Known["ObjectDictionary"] : null;
    }

    private static TypeAlias? ListOf(TypeAlias? element) =>
        element is null ? null : new TypeAlias($"{element.Name}[]", TypeKind.List, element);

    // "System.Int32, System.Private.CoreLib" is Int32; a namespace that is not .NET's or Elsa's is not in the list.
    private static string Simple(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var full = (comma < 0 ? name : name[..comma]).Trim();
        var isKnownSpace = full.StartsWith("System.", StringComparison.Ordinal) || full.StartsWith("Elsa.", StringComparison.Ordinal)
            || full.StartsWith("Microsoft.AspNetCore.Http.", StringComparison.Ordinal);
        return isKnownSpace ? full[(full.LastIndexOf('.') + 1)..] : full;
    }
}
