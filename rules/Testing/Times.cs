namespace Workflows.Rules.Testing;

/// <summary>How often a rule should have fired.</summary>
public sealed class Times
{
    private readonly Func<int, bool> _holds;
    private readonly string _text;

    private Times(Func<int, bool> holds, string text)
    {
        _holds = holds;
        _text = text;
    }

    public static Times Never { get; } = Exactly(0);

    public static Times Once { get; } = Exactly(1);

    public static Times Twice { get; } = Exactly(2);

    public static Times AtLeastOnce { get; } = AtLeast(1);

    public static Times AtMostOnce { get; } = AtMost(1);

    public static Times Exactly(int value) => new(n => n == value, $"exactly {value}");

    public static Times AtLeast(int value) => new(n => n >= value, $"at least {value}");

    public static Times AtMost(int value) => new(n => n <= value, $"at most {value}");

    public static Times Between(int from, int to) => new(n => n >= from && n <= to, $"between {from} and {to}");

    public override string ToString() => _text;

    internal bool Holds(int count) => _holds(count);
}
