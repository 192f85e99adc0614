namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>An expression in JavaScript.</summary>
internal sealed class ScriptExpression(ScriptText script, ScriptPool pool, string typeName) : CompiledExpression
{
    public override object? Evaluate(ExpressionContext context) => TypeAliases.Convert(pool.Run(script, context).Value, typeName);

    /// <summary>Runs it as a script that may choose outcomes.</summary>
    public ScriptResult Run(ExpressionContext context) => pool.Run(script, context);
}
