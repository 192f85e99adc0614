namespace Workflows.Engine.Activities;

/// <summary>The common outcomes, made once.</summary>
internal static class Outcomes
{
    public static IReadOnlyList<string> Done { get; } = ["Done"];

    private static IReadOnlyList<string> True { get; } = ["True"];

    private static IReadOnlyList<string> False { get; } = ["False"];

    public static IReadOnlyList<string> Of(string outcome) => outcome switch
    {
        "Done" => Done,
        "True" => True,
        "False" => False,
        _ => [outcome],
    };
}
