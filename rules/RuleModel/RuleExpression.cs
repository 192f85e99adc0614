using System.Linq.Expressions;

namespace Workflows.Rules.RuleModel;

/// <summary>
/// The one seam between a front end and the network: an expression over some of a rule's declarations. A front end says which
/// declarations it reads, how it is evaluated, and (if it can) what it means structurally, so that the network may share and index it.
/// </summary>
/// <remarks>
/// Evaluation is pure: same arguments, same answer, no effect. It may throw; the session then stays as it was and names rule, condition and
/// facts.
/// A condition holds only when it yields <c>true</c>; null (unknown) does not hold.
/// </remarks>
public abstract class RuleExpression
{
    protected RuleExpression(IReadOnlyList<Declaration> inputs, Type resultType)
    {
        Inputs = inputs;
        ResultType = resultType;
    }

    /// <summary>The declarations read, in the order of the arguments of <see cref="Evaluate"/>. Bound by name inside the rule.</summary>
    public IReadOnlyList<Declaration> Inputs { get; }

    /// <summary>The static type of the result.</summary>
    public Type ResultType { get; }

    /// <summary>
    /// What the expression means with its inputs numbered 0, 1, … instead of named: two expressions with equal keys (and equal input types)
    /// give
    /// equal results for equal arguments. Null when nothing is known; then the expression is simply not shared.
    /// </summary>
    public virtual object? StructuralKey => null;

    /// <summary>
    /// The comparison this condition is, if it is exactly one; the network indexes it. Null when it is none or not known.
    /// </summary>
    public virtual ComparisonShape? Comparison => null;

    /// <summary>The value for one argument per input.</summary>
    public abstract object? Evaluate(object?[] arguments);

    /// <summary>An expression of a front end other than LINQ. See the properties for the meaning of each part.</summary>
    /// <remarks>The text is the source text, for reasons and messages.</remarks>
    public static RuleExpression Create(
        IReadOnlyList<Declaration> inputs,
        Type resultType,
        Func<object?[], object?> evaluate,
        object? structuralKey = null,
        ComparisonShape? comparison = null,
        string? text = null) =>
        new DelegateExpression(inputs, resultType, evaluate, structuralKey, comparison, text);

    /// <summary>A LINQ lambda whose parameters are declarations, by name.</summary>
    public static implicit operator RuleExpression(LambdaExpression lambda) => FromLambda(lambda);

    /// <summary>A LINQ lambda whose parameters are declarations, by name.</summary>
    public static RuleExpression FromLambda(LambdaExpression lambda) => new LinqExpression(lambda);

    private sealed class DelegateExpression(
        IReadOnlyList<Declaration> inputs,
        Type resultType,
        Func<object?[], object?> evaluate,
        object? structuralKey,
        ComparisonShape? comparison,
        string? text) : RuleExpression(inputs, resultType)
    {
        public override object? StructuralKey => structuralKey;

        public override ComparisonShape? Comparison => comparison;

        public override object? Evaluate(object?[] arguments) => evaluate(arguments);

        public override string ToString() => text ?? structuralKey?.ToString() ?? "expression";
    }
}
