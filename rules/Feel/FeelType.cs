// FEEL's own type is called string; another word would only hide that.
#pragma warning disable CA1720

namespace Workflows.Rules.Feel;

/// <summary>The kinds of FEEL types.</summary>
public enum FeelKind
{
    Any,
    Null,
    Number,
    String,
    Boolean,
    Date,
    Time,
    DateTime,
    DaysTimeDuration,
    YearsMonthsDuration,
    List,
    Context,
    Range,
    Function,
}

/// <summary>
/// A FEEL type. Immutable. Types of the same structure are equal (a named context type is equal only to itself); <see cref="Any"/> stands
/// for "not known before evaluation".
/// </summary>
public abstract class FeelType : IEquatable<FeelType>
{
    private const int MostParts = 5000;

    private protected FeelType(FeelKind kind) => Kind = kind;

    public static FeelType Any { get; } = new SimpleType(FeelKind.Any, "Any");

    public static FeelType Null { get; } = new SimpleType(FeelKind.Null, "Null");

    public static FeelType Number { get; } = new SimpleType(FeelKind.Number, "number");

    public static FeelType String { get; } = new SimpleType(FeelKind.String, "string");

    public static FeelType Boolean { get; } = new SimpleType(FeelKind.Boolean, "boolean");

    public static FeelType Date { get; } = new SimpleType(FeelKind.Date, "date");

    public static FeelType Time { get; } = new SimpleType(FeelKind.Time, "time");

    public static FeelType DateTime { get; } = new SimpleType(FeelKind.DateTime, "date and time");

    public static FeelType DaysTimeDuration { get; } = new SimpleType(FeelKind.DaysTimeDuration, "days and time duration");

    public static FeelType YearsMonthsDuration { get; } = new SimpleType(FeelKind.YearsMonthsDuration, "years and months duration");

    /// <summary>A list of anything.</summary>
    public static ListType List { get; } = new(Any);

    /// <summary>A context of which nothing is known.</summary>
    public static ContextType Context { get; } = new(null, [], isOpen: true);

    /// <summary>A range over anything.</summary>
    public static RangeType Range { get; } = new(Any);

    /// <summary>A function of which nothing is known.</summary>
    public static FunctionType Function { get; } = new(null, Any);

    /// <summary>The simple types by the name that FEEL writes.</summary>
    public static IReadOnlyList<FeelType> Simple { get; } =
        [Any, Null, Number, String, Boolean, Date, Time, DateTime, DaysTimeDuration, YearsMonthsDuration];

    public FeelKind Kind { get; }

    /// <summary>How many types stand in it, written out; a type with a name of its own is one.</summary>
    internal virtual int Parts => 1;

    /// <summary>As FEEL writes it: <c>list&lt;number&gt;</c>, <c>context&lt;a: string&gt;</c>, or a context type's own name.</summary>
    public abstract string Name { get; }

    public static ListType ListOf(FeelType element) => new(element);

    public static RangeType RangeOf(FeelType element) => new(element);

    public static FunctionType FunctionOf(IReadOnlyList<FeelType> parameters, FeelType result) => new(parameters, result);

    /// <summary>
    /// A structural context type that may hold more than the named fields. One of thousands of parts is a context of which nothing is
    /// known: where each field holds the one before twice, a short text would make a type without end.
    /// </summary>
    public static ContextType ContextOf(params IReadOnlyList<ContextField> fields) =>
        fields.Sum(f => (long)f.Type.Parts) > MostParts ? Context : new(null, fields, isOpen: true);

    /// <summary>
    /// Reads a type as FEEL writes it, e.g. <c>list&lt;string&gt;</c>. Null where it is none; names beyond the built-in ones are looked
    /// up with <paramref name="named"/>.
    /// </summary>
    public static FeelType? Parse(string text, Func<string, FeelType?>? named = null) => Syntax.TypeReader.Parse(text, named);

    /// <summary>
    /// Whether every value of this type is one of the other. Everything conforms to Any; Null to every type; a list, range or function
    /// by its parts; a context to one whose fields it has. Any conforms only to Any: use <see cref="MayConformTo"/> to ask "possibly".
    /// </summary>
    public bool ConformsTo(FeelType other) => TypeRelations.Conforms(this, other);

    /// <summary>Whether some value of this type may be one of the other, conversions included; false is a certain type error.</summary>
    public bool MayConformTo(FeelType other) => TypeRelations.MayConform(this, other);

    /// <summary>The narrowest type known to hold the values of both.</summary>
    public FeelType Join(FeelType other) => TypeRelations.Join(this, other);

    public abstract bool Equals(FeelType? other);

    public override bool Equals(object? obj) => Equals(obj as FeelType);

    public override int GetHashCode() => (int)Kind;

    public override string ToString() => Name;
}

/// <summary>A type without parts.</summary>
internal sealed class SimpleType(FeelKind kind, string name) : FeelType(kind)
{
    public override string Name => name;

    public override bool Equals(FeelType? other) => other is not null && other.Kind == Kind;
}

/// <summary>Lists whose elements are of one type.</summary>
public sealed class ListType(FeelType element) : FeelType(FeelKind.List)
{
    public FeelType Element => element;

    internal override int Parts { get; } = element.Parts + 1;

    public override string Name => element.Kind == FeelKind.Any ? "list" : $"list<{element.Name}>";

    public override bool Equals(FeelType? other) => other is ListType list && list.Element.Equals(element);

    public override int GetHashCode() => HashCode.Combine(FeelKind.List, element);
}

/// <summary>Ranges whose bounds are of one type.</summary>
public sealed class RangeType(FeelType element) : FeelType(FeelKind.Range)
{
    public FeelType Element => element;

    internal override int Parts { get; } = element.Parts + 1;

    public override string Name => element.Kind == FeelKind.Any ? "range" : $"range<{element.Name}>";

    public override bool Equals(FeelType? other) => other is RangeType range && range.Element.Equals(element);

    public override int GetHashCode() => HashCode.Combine(FeelKind.Range, element);
}

/// <summary>Functions; without parameters where they are not known.</summary>
public sealed class FunctionType(IReadOnlyList<FeelType>? parameters, FeelType result) : FeelType(FeelKind.Function)
{
    /// <summary>The parameters' types, or null where they are not known.</summary>
    public IReadOnlyList<FeelType>? Parameters => parameters;

    public FeelType Result => result;

    internal override int Parts { get; } = 1 + result.Parts + (parameters?.Sum(p => p.Parts) ?? 0);

    public override string Name => parameters is null
        ? "function" : $"function<{string.Join(", ", parameters.Select(p => p.Name))}> -> {result.Name}";

    public override bool Equals(FeelType? other) => other is FunctionType function && function.Result.Equals(result)
        && (parameters is null
            ? function.Parameters is null : function.Parameters is not null && parameters.SequenceEqual(function.Parameters));

    public override int GetHashCode() => HashCode.Combine(FeelKind.Function, parameters?.Count, result.Kind);
}
