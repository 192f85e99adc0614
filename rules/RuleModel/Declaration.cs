using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel;

/// <summary>
/// A name inside a rule that stands for a matched fact, a collection or a computed value. Two declarations are the same when their names
/// are.
/// </summary>
public sealed class Declaration : IEquatable<Declaration>
{
    public Declaration(Type type, string name)
    {
        Type = type;
        Name = name;
    }

    /// <summary>The type of the value it stands for.</summary>
    public Type Type { get; }

    /// <summary>The name, unique inside its rule.</summary>
    public string Name { get; }

    /// <summary>The element that declares it; null until it is placed in a rule.</summary>
    public RuleElement? Target { get; internal set; }

    /// <summary>The name with its type, for messages.</summary>
    public string FullName => $"{Type.Name} {Name}";

    /// <summary>A LINQ parameter with this name and type.</summary>
    public ParameterExpression ToParameterExpression() => Expression.Parameter(Type, Name);

    public bool Equals(Declaration? other) => other is not null && Name == other.Name;

    public override bool Equals(object? obj) => Equals(obj as Declaration);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
