using Workflows.Host.Storage;

namespace Workflows.Host.Connectors;

/// <summary>Keeps the origins that administrators allow, and tells the policy.</summary>
internal sealed class AllowedOriginStore(SettingStore settings, OutgoingPolicy policy)
{
    private const string Setting = "outgoing.allowed";

    /// <summary>Tells the policy what was kept.</summary>
    public void Take() => policy.Allow(settings.Read<string[]>(Setting) ?? []);

    /// <summary>Keeps other origins; they hold at once.</summary>
    public async Task SetAsync(IReadOnlyList<string> origins)
    {
        await settings.WriteAsync(Setting, origins);
        policy.Allow(origins);
    }
}
