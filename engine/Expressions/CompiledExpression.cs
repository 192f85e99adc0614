namespace Workflows.Engine.Expressions;

/// <summary>
/// An expression of a definition, made ready once. Safe for many threads at once. What fails while it is evaluated throws
/// <see cref="Runs.RunFaultException"/> with a code and a text for people; nothing else is thrown.
/// </summary>
public abstract class CompiledExpression
{
    /// <summary>The same value for every run: it may be evaluated once.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Evaluates to a value of the product's value model.</summary>
    public abstract object? Evaluate(ExpressionContext context);
}
