using Workflows.Host.Security.Access;

namespace Workflows.Host.Staff;

/// <summary>Departments, posts and people over HTTP.</summary>
internal static class StaffFeature
{
    public static void AddStaff(this IServiceCollection services) => services.AddSingleton<TeamPicture>();

    public static void MapStaff(this RouteGroupBuilder api) =>
        api.MapGet("/staff", (TeamPicture team, CancellationToken stop) => team.ReadAsync(stop))
            .Needs(Permission.ReadFacts).Produces<StaffView>();
}
