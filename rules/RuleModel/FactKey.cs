namespace Workflows.Rules.RuleModel;

/// <summary>
/// What a pattern ranges over: a CLR type (polymorphic: base classes and interfaces match too) or a declared fact type, known by its name.
/// </summary>
/// <param name="ClrType">The CLR type of the values.</param>
/// <param name="DeclaredName">The declared fact type's name, or null for a pattern over a CLR type.</param>
public sealed record FactKey(Type ClrType, string? DeclaredName = null)
{
    /// <summary>The key of a CLR type.</summary>
    public static FactKey Of(Type type) => new(type);

    /// <summary>
    /// The key of a declared fact type whose values are instances of <paramref name="clrType"/>, an <see cref="IDeclaredFact"/>.
    /// </summary>
    public static FactKey Declared(Type clrType, string name) => new(clrType, name);

    public override string ToString() => DeclaredName ?? ClrType.Name;
}

/// <summary>A value whose type is declared in a rule file and not by its CLR class. Patterns find it by the declared name.</summary>
public interface IDeclaredFact
{
    /// <summary>The declared type's name; never changes during the value's life.</summary>
    string FactTypeName { get; }
}
