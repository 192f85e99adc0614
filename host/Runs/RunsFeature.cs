using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Host.Definitions;
using Workflows.Host.Facts;
using Workflows.Host.RuleSets;
using Workflows.Host.Security.Access;
using Workflows.Host.Tasks;
using Workflows.Host.Triggers;
using Workflows.Host.Waking;

namespace Workflows.Host.Runs;

/// <summary>Runs: the engine's door, what carries their messages, and what starts them.</summary>
internal static class RunsFeature
{
    public static void AddRuns(this IServiceCollection services)
    {
        services.AddSingleton<Signals>();
        services.AddSingleton<IRuleSource, RuleSource>();
        services.AddSingleton(provider => new RunService(
            provider.GetRequiredService<IRunStore>(), provider.GetRequiredService<IRuleSource>(),
            provider.GetRequiredService<IDefinitionSource>(), provider.GetRequiredService<DefinitionLibrary>().Catalogue,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RunQueries>();
        services.AddSingleton<RunDetails>();
        services.AddSingleton<TaskQueries>();
        services.AddSingleton<HttpRoutesTable>();
        services.AddSingleton<WaitingRoutes>();
        services.AddSingleton<TriggerTargets>();
        services.AddSingleton<TriggerRates>();
        services.AddSingleton<TriggerDoor>();
        services.AddHostedService<DeliveryWorker>();
        services.AddHostedService<FactWorker>();
        services.AddSingleton<SilenceWatch>();
        services.AddHostedService<SilenceWorker>();
        services.AddSingleton<AnswerRetention>();
        services.AddHostedService<AnswerRetentionWorker>();
        services.AddSingleton<ManyRepairs>();
    }

    /// <summary>The addresses of published definitions.</summary>
    public static void MapTriggers(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<TriggerDoor>();
        app.Map(TriggerTargets.Prefix + "/{**path}", door.AnswerAsync)
            .WithMetadata(new RouteAccess(Permission.CallTriggers, null) { OpensFor = door.IsOpenAsync });
    }
}
