using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>
/// FEEL's three truth values as integers: false 0, null 1, true 2. So <c>and</c> is the minimum, <c>or</c> the maximum, and <c>not</c> what
/// is missing to 2; nothing is boxed on the way.
/// </summary>
internal static class Ternary
{
    public const int False = 0;
    public const int Null = 1;
    public const int True = 2;

    public static int Of(bool value) => value ? True : False;

    public static int Of(bool? value) => value is null ? Null : value.Value ? True : False;

    public static int Of(object? value, FeelRun run, FeelSpot at)
    {
        if (value is bool flag)
        {
            return flag ? True : False;
        }

        if (value is not null)
        {
            run.Null(at, FeelReasons.Condition(value));
        }

        return Null;
    }

    public static bool IsTrue(object? value) => value is true;

    public static object? Box(int value) => value switch
    {
        False => FeelValues.False,
        True => FeelValues.True,
        _ => null,
    };

    public static bool? ToBool(int value) => value == Null ? null : value == True;

    public static int Equal(object? left, object? right, FeelRun run, FeelSpot at)
    {
        if (left is string a && right is string b)
        {
            return Of(string.Equals(a, b));
        }

        var equal = ValueComparison.AreEqual(left, right, run);
        if (equal is null && !run.IsExhausted)
        {
            run.Null(at, FeelReasons.Operands("=", left, right));
        }

        return Of(equal);
    }

    public static int Compare(FeelOperator op, object? left, object? right, FeelRun run, FeelSpot at)
    {
        switch (op)
        {
            case FeelOperator.Equal:
                return Equal(left, right, run, at);
            case FeelOperator.NotEqual:
                return True - Equal(left, right, run, at);
        }

        if (FeelValues.Compare(left, right) is { } order)
        {
            return Of(Holds(op, order));
        }

        if (left is not null && right is not null)
        {
            var isZoned = (left, right) is (FeelTime, FeelTime) or (FeelDateTime, FeelDateTime);
            run.Null(at, isZoned ? FeelReasons.OneZone : FeelReasons.Operands(op.Sign(), left, right));
        }

        return Null;
    }

    public static int Between(object? value, object? low, object? high, FeelRun run, FeelSpot at)
    {
        var above = Compare(FeelOperator.GreaterOrEqual, value, low, run, at);
        return above == False ? False : Math.Min(above, Compare(FeelOperator.LessOrEqual, value, high, run, at));
    }

    private static bool Holds(FeelOperator op, int order) => op switch
    {
        FeelOperator.Less => order < 0,
        FeelOperator.LessOrEqual => order <= 0,
        FeelOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
