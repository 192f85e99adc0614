namespace Workflows.Engine.Expressions;

/// <summary>
/// What an expression may see of a run, and the little it may change. Values are of the product's one value model. All that an expression
/// changes becomes an event of the run; folding the history never evaluates an expression.
/// </summary>
public abstract class ExpressionContext
{
    /// <summary>The moment of the burst.</summary>
    public abstract DateTimeOffset Now { get; }

    public abstract string RunId { get; }

    public abstract string DefinitionId { get; }

    public abstract string DefinitionVersionId { get; }

    /// <summary>Number of the definition's version.</summary>
    public abstract int DefinitionVersion { get; }

    public abstract string? CorrelationId { get; set; }

    /// <summary>The run's name for people.</summary>
    public abstract string? RunName { get; set; }

    /// <summary>Value of the output "Result" that was set last in the run; null before there is one.</summary>
    public abstract object? LastResult { get; }

    /// <summary>Names of all variables in scope, innermost first, each once.</summary>
    public abstract IEnumerable<string> VariableNames { get; }

    /// <summary>Names of the inputs of the workflow around.</summary>
    public abstract IEnumerable<string> InputNames { get; }

    /// <summary>The value of the innermost variable of this name. True for a declared variable that has no value yet (null).</summary>
    public abstract bool TryGetVariable(string name, out object? value);

    /// <summary>Sets the innermost variable of this name; one that nobody declares becomes a variable of the workflow.</summary>
    public abstract void SetVariable(string name, object? value);

    /// <summary>An input of the workflow around.</summary>
    public abstract bool TryGetInput(string name, out object? value);

    /// <summary>What the activity of this name or id last gave under this output; null when it gave nothing.</summary>
    public abstract object? OutputOf(string activity, string output);

    /// <summary>A new id: unique over all runs, the same when the burst is decided again.</summary>
    public abstract Guid NewId();
}
