namespace Workflows.Host.Security.Access;

/// <summary>Who may call a route. A route without it is denied to everybody.</summary>
/// <param name="Needs">The permission; null where the route is public.</param>
/// <param name="WhyPublic">Why anybody may call it; null where a permission is needed.</param>
internal sealed record RouteAccess(Permission? Needs, string? WhyPublic)
{
    /// <summary>Whether somebody who must choose a password of their own may call it before that.</summary>
    public bool IsForNewcomers { get; init; }

    /// <summary>Opens the route for single requests, for instance because a definition takes signed ones; null: for none.</summary>
    public Func<HttpContext, ValueTask<bool>>? OpensFor { get; init; }
}

/// <summary>How routes say who may call them.</summary>
internal static class RouteAccessMarks
{
    /// <summary>Only who has the permission may call it.</summary>
    public static T Needs<T>(this T route, Permission permission)
        where T : IEndpointConventionBuilder
    {
        route.WithMetadata(new RouteAccess(permission, null));
        return route;
    }

    /// <summary>Whoever is signed in may call it, even before choosing a password of their own.</summary>
    public static T ForNewcomers<T>(this T route)
        where T : IEndpointConventionBuilder
    {
        route.WithMetadata(new RouteAccess(Permission.UseProduct, null) { IsForNewcomers = true });
        return route;
    }

    /// <summary>Anybody may call it, for a reason that a reviewer can read.</summary>
    public static T Public<T>(this T route, string why)
        where T : IEndpointConventionBuilder
    {
        route.WithMetadata(new RouteAccess(null, why));
        return route;
    }
}
