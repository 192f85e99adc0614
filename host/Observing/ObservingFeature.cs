using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Observing;

/// <summary>Health, metrics, traces and the API document.</summary>
internal static class ObservingFeature
{
    public static void AddObserving(this IServiceCollection services)
    {
        services.AddSingleton<ProductMetrics>();
        services.AddSingleton<RunTraces>();
        services.AddSingleton<SystemHealth>();
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddMeter(ProductMetrics.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddPrometheusExporter());
        services.ConfigureOpenTelemetryMeterProvider((parts, metrics) => metrics.AddView(instrument => OfAnother(instrument, parts)));
        // Where traces go is said by the variables that all programs have for it; without a place to go none are made.
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(RunTraces.Name).AddOtlpExporter());
        }

        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Workflows";
                document.Info.Version = "v1";
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(DescribeAsync);
            options.AddSchemaTransformer(new DocumentWords());
        });
    }

    public static void MapObserving(this WebApplication app)
    {
        // Counting begins with the first commit, not with the first look.
        app.Services.GetRequiredService<ProductMetrics>();
        app.Services.GetRequiredService<RunTraces>();
        app.Services.GetRequiredService<SystemHealth>();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").Needs(Permission.ReadMetrics);
        app.MapOpenApi("/openapi/{documentName}.json").Public("the form of the API is no secret; its source is open");
    }

    // A program or a test may run several products: the figures of one must not show, or end, with those of another.
    private static MetricStreamConfiguration? OfAnother(Instrument instrument, IServiceProvider parts) =>
        instrument.Meter.Name == ProductMetrics.Name && !parts.GetRequiredService<ProductMetrics>().Has(instrument)
            ? MetricStreamConfiguration.Drop
            : null;

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RouteAccess>().LastOrDefault() is { } access)
        {
            operation.Description = access.Needs is { } permission ? $"Needs the permission {permission}." : "Public.";
        }

        if (metadata.OfType<BodyForm>().LastOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, stop) },
                },
            };
        }
    }
}
