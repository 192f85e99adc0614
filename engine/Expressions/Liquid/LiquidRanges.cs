using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Gives the ranges of a template a limit: a range is a list that is made whole before its first item is looked at.</summary>
internal sealed class LiquidRanges : AstRewriter
{
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new BoundedRange(rangeExpression);

    private sealed class BoundedRange(RangeExpression plain) : Expression
    {
        private const decimal Longest = 100_000;

        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var from = (await plain.From.EvaluateAsync(context)).ToNumberValue();
            var to = (await plain.To.EvaluateAsync(context)).ToNumberValue();
            return to - from > Longest ? throw LiquidTemplates.TooLong() : await plain.EvaluateAsync(context);
        }
    }
}
