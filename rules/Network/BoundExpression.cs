using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>
/// An expression at one place of the network: it knows for each input how far back in the left match, or that it is the candidate.
/// </summary>
internal sealed class BoundExpression
{
    /// <summary>The input is the candidate on the right.</summary>
    public const int Candidate = -1;

    private readonly int[] _steps;

    public BoundExpression(Evaluator evaluator, int[] steps)
    {
        Evaluator = evaluator;
        _steps = steps;
    }

    public Evaluator Evaluator { get; }

    public RuleExpression Rule => Evaluator.Rule;

    public IReadOnlyList<int> Steps => _steps;

    public bool Test(Token? left, object? right) => _steps.Length switch
    {
        1 => Evaluator.Test(Argument(0, left, right)),
        2 => Evaluator.Test(Argument(0, left, right), Argument(1, left, right)),
        _ => Evaluator.Value(Arguments(left, right)) is true,
    };

    public object? Value(Token? left, object? right) => _steps.Length switch
    {
        1 => Evaluator.Value(Argument(0, left, right)),
        2 => Evaluator.Value(Argument(0, left, right), Argument(1, left, right)),
        _ => Evaluator.Value(Arguments(left, right)),
    };

    /// <summary>Whether <see cref="Whole"/> gives the value without boxing.</summary>
    public bool IsWhole => _steps.Length == 1 && Evaluator.IsWhole;

    public long Whole(Token? left, object? right) => Evaluator.Whole(Argument(0, left, right));

    public Key Key(Token? left, object? right) =>
        _steps.Length == 1 ? Evaluator.Key(Argument(0, left, right)) : new Key(Value(left, right));

    public object?[] Arguments(Token? left, object? right)
    {
        var arguments = new object?[_steps.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(i, left, right);
        }

        return arguments;
    }

    private object? Argument(int i, Token? left, object? right)
    {
        var steps = _steps[i];
        return steps < 0 ? right : left!.ValueAt(steps);
    }
}
