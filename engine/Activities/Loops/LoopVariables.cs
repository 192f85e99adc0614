namespace Workflows.Engine.Activities.Loops;

/// <summary>What a loop over items gives to its body.</summary>
internal static class LoopVariables
{
    public const string CurrentValue = "CurrentValue";

    public const string CurrentIndex = "CurrentIndex";

    public static IReadOnlyList<string> Names { get; } = [CurrentValue, CurrentIndex];
}
