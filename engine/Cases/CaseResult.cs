namespace Workflows.Engine.Cases;

/// <summary>What a case came to.</summary>
/// <param name="File">The file that holds it.</param>
/// <param name="Name">The case's name.</param>
/// <param name="Differences">Where it came out otherwise than expected; empty when it passed.</param>
public sealed record CaseResult(string File, string Name, IReadOnlyList<string> Differences)
{
    /// <summary>Whether all came out as expected.</summary>
    public bool IsPassed => Differences.Count == 0;
}
