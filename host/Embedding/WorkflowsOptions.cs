using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Engine.Ports;

namespace Workflows.Host.Embedding;

/// <summary>What an application that embeds workflows brings along.</summary>
public sealed class WorkflowsOptions
{
    /// <summary>The folder that keeps the runs; made if it is absent.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>The application's definitions, made in C# or read from JSON; of two versions of one the higher starts runs.</summary>
    public IList<WorkflowDefinition> Definitions { get; } = [];

    /// <summary>The application's own activities, beside those that are built in.</summary>
    public IList<Activity> Activities { get; } = [];

    /// <summary>Answers what runs ask of rules and facts; null: there are none.</summary>
    public IRuleSource? Rules { get; set; }

    /// <summary>Origins such as <c>https://api.example.com</c> that runs may call although they lie in a private network.</summary>
    public IList<string> AllowedOrigins { get; } = [];
}
