using Fluid;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>An expression in Liquid: a template whose text is the value.</summary>
internal sealed class LiquidExpression(IFluidTemplate template, string typeName) : CompiledExpression
{
    public override object? Evaluate(ExpressionContext context) =>
        TypeAliases.Convert(LiquidTemplates.Render(template, context), typeName);
}
