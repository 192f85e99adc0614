using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Json;
using Workflows.Host.Connectors;
using Workflows.Host.Customers;
using Workflows.Host.Definitions;
using Workflows.Host.ElsaStudio;
using Workflows.Host.Facts;
using Workflows.Host.Fraud;
using Workflows.Host.Live;
using Workflows.Host.Observing;
using Workflows.Host.Outbox;
using Workflows.Host.Overview;
using Workflows.Host.Pay;
using Workflows.Host.Problems;
using Workflows.Host.RuleSets;
using Workflows.Host.Reviews;
using Workflows.Host.Runs;
using Workflows.Host.Scheduling;
using Workflows.Host.Secrets;
using Workflows.Host.Security;
using Workflows.Host.Staff;
using Workflows.Host.Storage;
using Workflows.Host.Substitutes;
using Workflows.Host.Tasks;
using Workflows.Host.Triggers;
using Workflows.Host.WorkingTime;

namespace Workflows.Host.Serving;

/// <summary>Puts the product together: every feature adds what it needs and maps its routes, in this one list.</summary>
internal static class Product
{
    /// <summary>Builds the product on a data folder, its files brought up to date; <paramref name="change"/> may replace parts.</summary>
    public static async Task<WebApplication> BuildAsync(HostSettings settings, Action<IServiceCollection>? change = null)
    {
        Directory.CreateDirectory(settings.DataFolder);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Product).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls(settings.Urls ?? builder.Configuration["urls"] ?? "http://localhost:5080");
        builder.WebHost.ConfigureKestrel(Listening.Limit);
        Logs.Set(builder.Logging);
        builder.Services.Configure<JsonOptions>(options => HostJson.Set(options.SerializerOptions));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        await Schema.UpdateAsync<SecurityDb>(settings.SecurityFile, SecurityDb.NewestMigration, options => new(options));
        var store = await SqliteRunStore.OpenAsync(settings.WorkflowsFile, CrashPoints.None);
        builder.Services.AddStorage(settings, store);
        AddFeatures(builder, settings);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.Services.GetRequiredService<AllowedOriginStore>().Take();
        await app.Services.GetRequiredService<ShippedRules>().PublishAsync();
        await app.Services.GetRequiredService<ShippedDefinitions>().PublishAsync();
        MapFeatures(app);
        app.UseProduct();
        return app;
    }

    private static void AddFeatures(WebApplicationBuilder builder, HostSettings settings)
    {
        builder.AddSecurity(settings);
        builder.Services.AddFacts();
        builder.Services.AddReviews();
        builder.Services.AddDefinitions();
        builder.Services.AddElsaStudio();
        builder.Services.AddRules();
        builder.Services.AddRuns();
        builder.Services.AddCustomers();
        builder.Services.AddPay();
        builder.Services.AddStaff();
        builder.Services.AddSignals();
        builder.Services.AddObserving();
        builder.Services.AddScheduling();
        builder.Services.AddWorkingTime();
        builder.Services.AddLive();
        builder.Services.AddSubstitutes();
        builder.AddOutbox(settings);
    }

    private static void MapFeatures(WebApplication app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter(Body.RefuseBadBodies);
        api.MapSecurity();
        api.MapFacts();
        api.MapDefinitions();
        api.MapRules();
        api.MapRuns();
        api.MapEvents();
        api.MapTasks();
        api.MapSubstitutes();
        api.MapOutbox();
        api.MapPay();
        api.MapStaff();
        api.MapSignals();
        api.MapCustomers();
        api.MapOverview();
        api.MapSecrets();
        api.MapReviewSettings();
        api.MapWebhooks();
        api.MapConnectors();
        api.MapSystemHealth();
        api.MapCalendars();
        app.MapElsaStudio();
        app.MapTriggers();
        app.MapObserving();
        app.MapLive();
    }

    /// <summary>The addresses that the running product listens on.</summary>
    public static IReadOnlyCollection<string> AddressesOf(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
}
