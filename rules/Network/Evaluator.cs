using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// Evaluates one rule expression. A LINQ expression is interpreted at first and becomes delegates over untyped arguments when it is
/// evaluated often enough to pay for that; those of other front ends are called as they are.
/// Shared by sessions on different threads: a race compiles twice and keeps either.
/// </summary>
internal sealed class Evaluator(RuleExpression rule, int interpreted = LinqExpression.InterpretedEvaluations)
{
    private Func<object?, bool>? _test1;
    private Func<object?, object?, bool>? _test2;
    private Func<object?, object?>? _value1;
    private Func<object?, object?, object?>? _value2;
    private Func<object?[], object?>? _values;
    private Func<object?, Key>? _key1;
    private Func<object?, long>? _whole;
    private int _left = rule is LinqExpression { IsCompiledAtOnce: false } ? interpreted : 0;

    public RuleExpression Rule { get; } = rule;

    public bool Test(object? a)
    {
        if (_test1 is { } compiled)
        {
            return compiled(a);
        }

        if (TryEarly(out var linq))
        {
            return linq.Interpret([a]) is true;
        }

        return (_test1 = Make<Func<object?, bool>>(typeof(bool), Test1Fallback))(a);
    }

    public bool Test(object? a, object? b)
    {
        if (_test2 is { } compiled)
        {
            return compiled(a, b);
        }

        if (TryEarly(out var linq))
        {
            return linq.Interpret([a, b]) is true;
        }

        return (_test2 = Make<Func<object?, object?, bool>>(typeof(bool), Test2Fallback))(a, b);
    }

    public object? Value(object? a)
    {
        if (_value1 is { } compiled)
        {
            return compiled(a);
        }

        if (TryEarly(out var linq))
        {
            return linq.Interpret([a]);
        }

        return (_value1 = Make<Func<object?, object?>>(typeof(object), Value1Fallback))(a);
    }

    public object? Value(object? a, object? b)
    {
        if (_value2 is { } compiled)
        {
            return compiled(a, b);
        }

        if (TryEarly(out var linq))
        {
            return linq.Interpret([a, b]);
        }

        return (_value2 = Make<Func<object?, object?, object?>>(typeof(object), Value2Fallback))(a, b);
    }

    public object? Value(object?[] arguments) => (_values ??= Rule.Evaluate)(arguments);

    public Key Key(object? a)
    {
        if (_key1 is { } compiled)
        {
            return compiled(a);
        }

        if (TryEarly(out var linq))
        {
            var value = linq.Interpret([a]);
            return HasKeyOfBits ? new Key(ToWhole(value)) : new Key(value);
        }

        return (_key1 = MakeKey())(a);
    }

    /// <summary>Whether the result is an int or a long, which <see cref="Whole"/> gives without boxing.</summary>
    public bool IsWhole { get; } = rule is LinqExpression && (rule.ResultType == typeof(int) || rule.ResultType == typeof(long));

    public long Whole(object? a)
    {
        if (_whole is { } compiled)
        {
            return compiled(a);
        }

        if (TryEarly(out var linq))
        {
            return ToWhole(linq.Interpret([a]));
        }

        return (_whole = Compile<Func<object?, long>>(
            ((LinqExpression)Rule).Lambda, body => Expression.Convert(body, typeof(long))))(a);
    }

    private static long ToWhole(object? value) => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

    // Asking counts the evaluation.
    private bool TryEarly([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LinqExpression? early)
    {
        early = _left > 0 ? (LinqExpression)Rule : null;
        _left--;
        return early is not null;
    }

    private static bool HasBits(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) || type == typeof(bool)
            || type == typeof(uint) || type == typeof(char)
        || (type.IsEnum && Enum.GetUnderlyingType(type) == typeof(int));

    /// <summary>Whether <see cref="Key"/> holds the bits of the result, not the boxed result.</summary>
    public bool HasKeyOfBits => Rule is LinqExpression && HasBits(Rule.ResultType);

    private Func<object?, Key> MakeKey()
    {
        if (Rule is not LinqExpression linq || !HasBits(Rule.ResultType))
        {
            return a => new Key(Value(a));
        }

        var constructor = typeof(Key).GetConstructor([typeof(long)])!;
        var type = Rule.ResultType;
        return Compile<Func<object?, Key>>(linq.Lambda, body => Expression.New(
            constructor,
            type == typeof(bool) ? Expression.Condition(body, Expression.Constant(1L), Expression.Constant(0L))
                : Expression.Convert(body, typeof(long))));
    }

    private TDelegate Make<TDelegate>(Type result, TDelegate fallback)
        where TDelegate : Delegate =>
        Rule is LinqExpression linq && (result != typeof(bool) || Rule.ResultType == typeof(bool))
            ? Compile<TDelegate>(linq.Lambda, body => Finish(body, result))
            : fallback;

    private static TDelegate Compile<TDelegate>(LambdaExpression lambda, Func<Expression, Expression> finish)
        where TDelegate : Delegate
    {
        var arguments = lambda.Parameters.Select(p => Expression.Parameter(typeof(object), p.Name)).ToArray();
        var assignments = lambda.Parameters.Select((p, i) => (Expression)Expression.Assign(p, Expression.Convert(arguments[i], p.Type)));
        var block = Expression.Block(lambda.Parameters, [.. assignments, finish(RunningSumRewriter.Rewrite(lambda.Body))]);
        return Expression.Lambda<TDelegate>(block, arguments).Compile();
    }

    // An action without a result yields null; one that makes a task yields the task, so that it can be awaited.
    private static Expression Finish(Expression body, Type result)
    {
        if (body.Type == typeof(void))
        {
            return Expression.Block(body, Expression.Constant(null, result));
        }

        return body.Type == result ? body : Expression.Convert(body, result);
    }

    private bool Test1Fallback(object? a) => Rule.Evaluate([a]) is true;

    private bool Test2Fallback(object? a, object? b) => Rule.Evaluate([a, b]) is true;

    private object? Value1Fallback(object? a) => Rule.Evaluate([a]);

    private object? Value2Fallback(object? a, object? b) => Rule.Evaluate([a, b]);
}
