using System.Text.Json;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.RuleSets;

/// <summary>
/// Body of a comparison: the text to try, and figures to try in place of those that hold. Without a text figures are tried in the one that
/// is published, where they would hold; without either it is the latest version that is tried.
/// </summary>
internal sealed record ComparisonBody(string? Text = null, Dictionary<string, JsonElement>? Parameters = null);

/// <summary>Shows what a change of rules would do to the facts that are stored, before it is published.</summary>
internal static class ComparisonRoute
{
    // All that is stored is judged twice.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void MapComparison(this RouteGroupBuilder rules) =>
        rules.MapPost("/{name}/compare", CompareAsync).Needs(Permission.ReadRules).Produces<RuleComparison>().WithRequestTimeout(Longest);

    private static async Task<IResult> CompareAsync(
        string name, Body<ComparisonBody> body, RuleStore store, RuleTrial trial, CancellationToken stop)
    {
        var text = body.Value.Text ?? await TextAsync(name, body.Value.Parameters is not null, store);
        var (comparison, problem) = await trial.CompareAsync(name, text, body.Value.Parameters ?? [], stop);
        return problem ?? (IResult)TypedResults.Ok(comparison);
    }

    private static async Task<string> TextAsync(string name, bool published, RuleStore store)
    {
        var versions = await store.VersionsAsync(name);
        var wanted = versions.Find(row => !published || row.State == VersionState.Published) ?? versions.FirstOrDefault();
        return wanted?.Text ?? string.Empty;
    }
}
