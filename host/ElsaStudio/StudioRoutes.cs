using Workflows.Host.Problems;

namespace Workflows.Host.ElsaStudio;

/// <summary>
/// What the published front end of Elsa Studio asks of a server, so that a team that comes from Elsa may point its Studio here. The names
/// are that contract's; everything behind them is the product's own.
/// </summary>
internal static class StudioRoutes
{
    /// <summary>Where the contract begins.</summary>
    public const string Base = "/elsa/api";

    public static void AddElsaStudio(this IServiceCollection services) => services.AddSingleton<StudioDefinitions>();

    public static void MapElsaStudio(this WebApplication app)
    {
        // Not ours to describe: the contract is Studio's.
        var studio = app.MapGroup(Base).AddEndpointFilter(Body.RefuseBadBodies).ExcludeFromDescription();
        studio.MapStudioDefinitions();
        studio.MapStudioDescriptors();
        studio.MapStudioRuns();
    }
}
