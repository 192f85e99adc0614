using Workflows.Host.Security.Access;

namespace Workflows.Host.Live;

/// <summary>Live pages: who looks is told when something has changed that they may see.</summary>
internal static class LiveFeature
{
    // Pages send nothing but the greeting of the protocol.
    private const int MostBytesReceived = 2 * 1024;

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR(options => options.MaximumReceiveMessageSize = MostBytesReceived);
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<ChangeTeller>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeTeller>());
    }

    public static void MapLive(this WebApplication app) =>
        app.MapHub<ChangesHub>("/api/live", options =>
        {
            options.CloseOnAuthenticationExpiration = true;
            options.ApplicationMaxBufferSize = MostBytesReceived;
        }).Needs(Permission.UseProduct).DisableRequestTimeout();
}
