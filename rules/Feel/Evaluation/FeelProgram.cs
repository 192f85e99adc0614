using System.Linq.Expressions;
using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>
/// The delegates of an expression, made when they are first needed. The first evaluations are interpreted, because most expressions of a
/// file are checked and hardly run; what runs often is compiled.
/// </summary>
internal sealed class FeelProgram(FeelNode root)
{
    private const int InterpretedRuns = 100;

    private readonly Tier<Func<object?[], object?, FeelRun, object?>> _value = new(() => Emitter.Value(root));
    private readonly Tier<Func<object?[], object?, FeelRun, int>> _truth = new(() => Emitter.Truth(root));
    private readonly Tier<Func<object?[], object?, FeelRun, bool>> _condition = new(() => Emitter.Condition(root));

    public object? Value(object?[] slots, object? input, FeelRun run) => _value.Next(run)(slots, input, run);

    public int Truth(object?[] slots, object? input, FeelRun run) => _truth.Next(run)(slots, input, run);

    public bool Condition(object?[] slots, object? input, FeelRun run) => _condition.Next(run)(slots, input, run);

    /// <summary>A delegate, interpreted first and compiled later. Threads may make it twice; both are the same.</summary>
    private sealed class Tier<T>(Func<Expression<T>> emit)
        where T : Delegate
    {
        private T? _compiled;
        private T? _interpreted;
        private int _runs;

        public T Next(FeelRun run) => _compiled ?? Slow(run);

        private T Slow(FeelRun run)
        {
            if (run.Mode == FeelRunMode.Compiled || (run.Mode == FeelRunMode.Tiered && _runs >= InterpretedRuns))
            {
                return _compiled = emit().Compile();
            }

            _runs++;
            return _interpreted ??= emit().Compile(preferInterpretation: true);
        }
    }
}
