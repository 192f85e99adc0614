using Workflows.Host.WorkingTime;

namespace Workflows.Host.RuleSets;

/// <summary>Rule sets: their versions, what is published, and judging by it.</summary>
internal static class RuleSetsFeature
{
    public static void AddRules(this IServiceCollection services)
    {
        services.AddSingleton<Calendars>();
        services.AddSingleton<RuleLibrary>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<ShippedRules>();
        services.AddSingleton<RuleJudgement>();
        services.AddSingleton<RuleTrial>();
    }
}
