using Workflows.Engine.Ports;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Observing;

/// <summary>Whether the product lives, and whether it can take work.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => new Liveness("live")).Public("a supervisor of processes has no account");
        app.MapGet("/health/ready", ReadyAsync).Public("a load balancer has no account");
    }

    private static async Task<IResult> ReadyAsync(IRunStore store, DefinitionLibrary library, CancellationToken stop)
    {
        try
        {
            await store.NextTimerAsync(stop);
            return TypedResults.Ok(new { status = "ready", definitions = library.Published.ById.Count });
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return HostProblems.Busy;
        }
    }
}

/// <summary>That the product lives.</summary>
internal sealed record Liveness(string Status);
