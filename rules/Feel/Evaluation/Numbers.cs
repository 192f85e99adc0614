using Workflows.Rules.Feel.Syntax;

namespace Workflows.Rules.Feel.Evaluation;

/// <summary>Arithmetic of two numbers; false, with the reason kept, where there is no result.</summary>
internal static class Numbers
{
    // An overflow costs an exception, so it costs steps: a loop of overflows must end as soon as any other.
    private const int OverflowSteps = 500;

    public static bool TryGet(object? value, out decimal number)
    {
        if (value is decimal found)
        {
            number = found;
            return true;
        }

        number = 0;
        return false;
    }

    public static bool TryCalculate(FeelOperator op, decimal left, decimal right, out decimal result, FeelRun run, FeelSpot at)
    {
        try
        {
            return op switch
            {
                FeelOperator.Add => Done(left + right, out result),
                FeelOperator.Subtract => Done(left - right, out result),
                FeelOperator.Multiply => Done(left * right, out result),
                FeelOperator.Divide => TryDivide(left, right, out result, run, at),
                _ => TryPower(left, right, out result, run, at),
            };
        }
        catch (OverflowException)
        {
            // The reason tells it; decimal has no other way to ask whether a result fits.
            run.Steps(OverflowSteps);
            run.Null(at, FeelReasons.Overflow);
            result = 0;
            return false;
        }
    }

    public static bool TryPower(decimal value, decimal exponent, out decimal result, FeelRun run, FeelSpot? at)
    {
        if (exponent == decimal.Truncate(exponent) && Math.Abs(exponent) <= 1000 && (value != 0 || exponent >= 0))
        {
            var power = WholePower(value, (int)Math.Abs(exponent));
            if (exponent >= 0 || power != 0)
            {
                return Done(exponent < 0 ? 1 / power : power, out result);
            }
        }

        if (FeelValues.Number(Math.Pow((double)value, (double)exponent)) is { } rounded)
        {
            return Done(rounded, out result);
        }

        run.Null(at, FeelReasons.Overflow);
        return !Done(0, out result);
    }

    private static decimal WholePower(decimal value, int exponent)
    {
        var result = 1m;
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? result * value : result;
            value = exponent > 1 ? value * value : value;
        }

        return result;
    }

    private static bool TryDivide(decimal left, decimal right, out decimal result, FeelRun run, FeelSpot at)
    {
        if (right != 0)
        {
            return Done(left / right, out result);
        }

        run.Null(at, FeelReasons.DivisionByZero);
        return !Done(0, out result);
    }

    private static bool Done(decimal value, out decimal result)
    {
        result = value;
        return true;
    }
}
