using System.Collections;
using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel;

/// <summary>An expression at its place in a rule.</summary>
public class ExpressionElement : RuleElement
{
    internal ExpressionElement(RuleExpression rule)
    {
        Rule = rule;
        Import(rule.Inputs);
    }

    public override ElementType ElementType => ElementType.Expression;

    /// <summary>The expression as every front end gives it.</summary>
    public RuleExpression Rule { get; }

    /// <summary>The LINQ lambda of an expression written in C#.</summary>
    /// <exception cref="InvalidOperationException">The expression comes from another front end.</exception>
    public LambdaExpression Expression => (Rule as LinqExpression)?.Lambda
        ?? throw new InvalidOperationException($"'{Rule}' was not written as a C# expression");

    public override string ToString() => Rule.ToString() ?? string.Empty;
}

/// <summary>An expression with a role, such as a key selector.</summary>
public sealed class NamedExpressionElement : ExpressionElement
{
    internal NamedExpressionElement(string name, RuleExpression rule)
        : base(rule) => Name = name;

    public override ElementType ElementType => ElementType.NamedExpression;

    /// <summary>The role.</summary>
    public string Name { get; }
}

/// <summary>The expressions of a pattern or an aggregate, in their order, with lookup by role.</summary>
public sealed class ExpressionCollection : IReadOnlyCollection<NamedExpressionElement>
{
    private readonly List<NamedExpressionElement> _expressions;

    internal ExpressionCollection(IEnumerable<NamedExpressionElement> expressions) => _expressions = [.. expressions];

    public int Count => _expressions.Count;

    /// <summary>The one expression with that role.</summary>
    public NamedExpressionElement this[string name] => FindSingleOrDefault(name)
        ?? throw new ArgumentException($"There is no expression named '{name}'", nameof(name));

    /// <summary>All expressions with that role.</summary>
    public IEnumerable<NamedExpressionElement> Find(string name) => _expressions.Where(e => e.Name == name);

    /// <summary>The one expression with that role, or null.</summary>
    public NamedExpressionElement? FindSingleOrDefault(string name) => Find(name).SingleOrDefault();

    public IEnumerator<NamedExpressionElement> GetEnumerator() => _expressions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
