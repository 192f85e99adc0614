using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Activities;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Host.Connectors;
using Workflows.Host.Outbox;
using Workflows.Host.Runs;
using Workflows.Host.Scheduling;
using Workflows.Host.Secrets;
using Workflows.Host.Storage;
using Workflows.Host.Triggers;
using Workflows.Host.Waking;

namespace Workflows.Host.Embedding;

/// <summary>Workflows inside of another application: durable runs, timers, messages and effects, without pages or routes.</summary>
public static class WorkflowsServices
{
    /// <summary>
    /// Adds the engine on a SQLite file. The application starts and moves runs through <see cref="RunService"/>, which it asks for like
    /// any other service.
    /// </summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services, Action<WorkflowsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new WorkflowsOptions();
        configure(options);
        Directory.CreateDirectory(options.DataFolder);
        var file = Path.Combine(options.DataFolder, "workflows.db");
        services.TryAddSingleton(TimeProvider.System);
        // Its schema is brought up to date when it is first asked for, which is before the first run can begin.
        services.AddSingleton(_ => SqliteRunStore.OpenAsync(file, CrashPoints.None).GetAwaiter().GetResult());
        services.AddSingleton<IRunStore>(provider => provider.GetRequiredService<SqliteRunStore>());
        services.AddDbContextFactory<WorkflowsDb>(db => db.UseSqlite($"Data Source={file}"));
        AddRuns(services, options);
        AddEffects(services, options);
        return services;
    }

    private static void AddRuns(IServiceCollection services, WorkflowsOptions options)
    {
        services.AddSingleton<Signals>();
        services.AddSingleton(_ => new DefinitionShelf(options.Definitions, new ActivityCatalogue(
            options.Activities,
            type => options.Definitions.Any(d => string.Equals(d.ActivityTypeName, type, StringComparison.OrdinalIgnoreCase)))));
        services.AddSingleton<IDefinitionSource>(provider => provider.GetRequiredService<DefinitionShelf>());
        services.AddSingleton(options.Rules ?? new NoRules());
        services.AddSingleton(provider => new RunService(
            provider.GetRequiredService<IRunStore>(), provider.GetRequiredService<IRuleSource>(),
            provider.GetRequiredService<IDefinitionSource>(), provider.GetRequiredService<DefinitionShelf>().Catalogue,
            provider.GetRequiredService<TimeProvider>()));
        services.AddTimers();
        services.AddHostedService<DeliveryWorker>();
        services.AddSingleton<SilenceWatch>();
        services.AddHostedService<SilenceWorker>();
        services.AddSingleton<AnswerRetention>();
        services.AddHostedService<AnswerRetentionWorker>();
    }

    private static void AddEffects(IServiceCollection services, WorkflowsOptions options)
    {
        services.AddDataProtection();
        services.AddSingleton<SecretStore>();
        services.AddSingleton(new OutgoingPolicy([.. options.AllowedOrigins], strict: false));
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<Connector, HttpConnector>();
        services.AddSingleton<Connector, CallbackConnector>();
        services.AddSingleton<EffectQueue>();
        services.AddHostedService<OutboxWorker>();
    }
}
