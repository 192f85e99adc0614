using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>
/// Looks how deep a template nests, since who renders it goes down by recursion, and gives its ranges a limit: a range is a list that is
/// made whole before its first item is looked at.
/// </summary>
internal sealed class LiquidLimits : AstRewriter
{
    private const int DeepestStatement = 50;
    private const int DeepestExpression = 500;

    private int _statements;
    private int _expressions;

    /// <summary>What was visited nests deeper than it may.</summary>
    public bool IsTooDeep { get; private set; }

    public override Statement Visit(Statement statement)
    {
        IsTooDeep |= _statements >= DeepestStatement;
        _statements++;
        var visited = IsTooDeep ? statement : base.Visit(statement);
        _statements--;
        return visited;
    }

    public override Expression Visit(Expression expression)
    {
        IsTooDeep |= _expressions >= DeepestExpression;
        _expressions++;
        var visited = IsTooDeep ? expression : base.Visit(expression);
        _expressions--;
        return visited;
    }

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
