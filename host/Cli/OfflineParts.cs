using Workflows.Host.Customers;
using Workflows.Host.Facts;
using Workflows.Host.Fraud;
using Workflows.Host.Pay;
using Workflows.Host.Reviews;
using Workflows.Host.RuleSets;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Host.Cli;

/// <summary>The parts that a command needs which looks at the data without serving: store, facts and rules, ready to use.</summary>
internal static class OfflineParts
{
    public static async Task<ServiceProvider> OpenAsync(HostSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        var services = new ServiceCollection();
        services.AddLogging(Logs.Set);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(settings, await SqliteRunStore.OpenAsync(settings.WorkflowsFile, CrashPoints.None));
        services.AddReviews();
        services.AddFacts();
        services.AddRules();
        services.AddPay();
        services.AddSignals();
        services.AddSingleton<CustomerMerges>();
        var parts = services.BuildServiceProvider();
        await parts.GetRequiredService<ShippedRules>().PublishAsync();
        return parts;
    }
}
