namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>What one evaluation of a script may use.</summary>
internal sealed record ScriptLimits
{
    public static ScriptLimits Default { get; } = new();

    /// <summary>
    /// Wall-clock time: the last resort where statements do not count, and so long that a busy machine comes to their limit first.
    /// </summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes allocated.</summary>
    public long Memory { get; init; } = 64_000_000;

    public int Statements { get; init; } = 1_000_000;

    /// <summary>Calls within calls.</summary>
    public int Recursion { get; init; } = 200;

    /// <summary>Items of one array, characters that one call may add to a text.</summary>
    public int Length { get; init; } = 1_000_000;
}
