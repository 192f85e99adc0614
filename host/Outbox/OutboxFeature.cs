using Workflows.Host.Connectors;
using Workflows.Host.Secrets;
using Workflows.Host.Serving;

namespace Workflows.Host.Outbox;

/// <summary>Effects: their queue, their connectors, and where they may go.</summary>
internal static class OutboxFeature
{
    public static void AddOutbox(this WebApplicationBuilder builder, HostSettings settings)
    {
        var services = builder.Services;
        var outgoing = builder.Configuration.GetSection("Outgoing");
        var allowed = outgoing.GetSection("Allow").Get<string[]>() ?? [];
        services.AddSingleton(new OutgoingPolicy([.. allowed, .. settings.AllowedOrigins], outgoing.GetValue<bool>("Strict")));
        services.AddSingleton(builder.Configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings());
        services.AddSingleton<AllowedOriginStore>();
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<SecretStore>();
        services.AddSingleton<Connector, HttpConnector>();
        services.AddSingleton<Connector, MailConnector>();
        services.AddSingleton<Connector, CallbackConnector>();
        services.AddSingleton<EffectQueue>();
        services.AddHostedService<OutboxWorker>();
    }
}
