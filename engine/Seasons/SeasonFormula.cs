using Workflows.Engine.Cases;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Seasons;

/// <summary>
/// An expression of a plan over <c>row</c>, the record that it is about, and <c>task</c>, the work that somebody is to do.
/// </summary>
internal sealed class SeasonFormula
{
    private static readonly FeelScope Scope = FeelScope.Of(("row", FeelType.Any), ("task", FeelType.Any));

    private readonly FeelExpression _expression;

    // One for all: an expression is asked of each record, and its patterns are costly to make.
    private readonly FeelRun _run = new(default(DateTimeOffset));

    public SeasonFormula(string text) => _expression = FeelExpression.Compile(text, Scope) is { Expression: { } expression }
        ? expression
        : throw new CaseMistakeException(
            $"The plan's expression {text} cannot be read: {FeelExpression.Compile(text, Scope).Diagnostics[0].Message.En}");

    public object? Value(object? row, object? task, DateTimeOffset now) => _expression.Evaluate([row, task], At(now));

    public bool Holds(object? row, DateTimeOffset now) => _expression.Test([row, null], At(now));

    private FeelRun At(DateTimeOffset now)
    {
        _run.Reset(FeelDateTime.Of(now));
        return _run;
    }
}
