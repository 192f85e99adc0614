using System.Text.Json;
using Workflows.Engine.Ports;

namespace Workflows.Host.Connectors;

/// <summary>How an attempt to carry out an effect ended.</summary>
internal abstract record EffectResult
{
    /// <summary>The other side answered: the run goes on with what it said, good or bad.</summary>
    public sealed record Answered(JsonElement Result) : EffectResult;

    /// <summary>It may succeed later: try again, not before the other side wishes.</summary>
    public sealed record Retry(string Why, TimeSpan? NotBefore = null) : EffectResult;

    /// <summary>It can never succeed as it is: a person must look at it.</summary>
    public sealed record Impossible(string Why) : EffectResult;
}

/// <summary>Carries out effects of one kind. May be asked twice for the same message, with the same key.</summary>
internal abstract class Connector
{
    /// <summary>The kind of outbox messages that it takes.</summary>
    public abstract string Kind { get; }

    /// <summary>Carries one out. Throws only where the program is at fault.</summary>
    public abstract Task<EffectResult> PerformAsync(OutboxMessage message, CancellationToken stop);
}
