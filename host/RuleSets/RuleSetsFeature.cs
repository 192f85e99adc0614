namespace Workflows.Host.RuleSets;

/// <summary>Rule sets: what is published, and judging by it.</summary>
internal static class RuleSetsFeature
{
    public static void AddRules(this IServiceCollection services)
    {
        services.AddSingleton<Calendars>();
    }
}
