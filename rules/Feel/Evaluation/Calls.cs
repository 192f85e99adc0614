using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Calling functions, and making values that need more than an expression tree should hold.</summary>
internal static class Calls
{
    public static object? BuiltIn(BuiltInFunction function, object?[] arguments, string[]? names, FeelRun run, FeelSpot at)
    {
        var outer = run.Spot;
        run.Spot = at;
        var result = names is null ? function.Invoke(arguments, run) : function.Invoke(names, arguments, run);
        run.Spot = outer;
        return result;
    }

    public static object? Invoke(object? callee, object?[] arguments, string[]? names, FeelRun run, FeelSpot at)
    {
        if (callee is BuiltInFunction builtIn)
        {
            return BuiltIn(builtIn, arguments, names, run, at);
        }

        if (callee is not FeelFunction function)
        {
            return callee is null ? null : run.Null(at, FeelReasons.NotCallable(callee));
        }

        var outer = run.Spot;
        run.Spot = at;
        var result = names is null ? function.Invoke(arguments, run) : function.Invoke(names, arguments, run);
        run.Spot = outer;
        return result;
    }

    public static FeelFunction Function(UserFunctionShape shape, Func<object?[], FeelRun, object?> body) =>
        new DelegateFunction(shape.Name, shape.Parameters, shape.Result, body);

    public static object? External(FeelRun run) => run.Null(FeelReasons.External);

    public static object? Range(object? start, bool startIncluded, object? end, bool endIncluded, FeelRun run, FeelSpot at)
    {
        if (start is null || end is null)
        {
            return start is null && end is null
                ? null : new FeelRange(start, startIncluded && start is not null, end, endIncluded && end is not null);
        }

        return FeelValues.Compare(start, end) is <= 0
            ? new FeelRange(start, startIncluded, end, endIncluded) : run.Null(at, FeelReasons.Operands("..", start, end));
    }

    public static object? Bound(Syntax.FeelOperator op, object? bound) => op switch
    {
        _ when bound is null => null,
        Syntax.FeelOperator.Less => new FeelRange(null, false, bound, false),
        Syntax.FeelOperator.LessOrEqual => new FeelRange(null, false, bound, true),
        Syntax.FeelOperator.Greater => new FeelRange(bound, false, null, false),
        Syntax.FeelOperator.GreaterOrEqual => new FeelRange(bound, true, null, false),
        Syntax.FeelOperator.Equal => new FeelRange(bound, true, bound, true),
        _ => new FeelRange(bound, false, bound, false) { IsComplement = true },
    };
}

/// <summary>What of a function literal is known before evaluation.</summary>
internal sealed record UserFunctionShape(string Name, IReadOnlyList<FeelParameter> Parameters, FeelType Result);
