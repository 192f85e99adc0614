using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Host.Connectors;

namespace Workflows.Simulation.Worlds;

/// <summary>The other side of all effects: answers, fails, and the process may die right after it did what was asked.</summary>
internal sealed class OutsideWorld(Random random, SimulatedDisk disk, WorldCounts counts) : Connector
{
    private static readonly JsonElement Fine = JsonElement.Parse(
        """{"Outcome": "Response", "StatusCode": 200, "ParsedContent": {"ok": true}}""");

    public override string Kind => "http";

    /// <summary>Whether it may fail.</summary>
    public bool IsUnreliable { get; set; } = true;

    /// <summary>How often each key was carried out: more than once is allowed, one key for two intentions is not.</summary>
    public Dictionary<string, (string Message, int Times)> Done { get; } = [];

    public override Task<EffectResult> PerformAsync(OutboxMessage message, CancellationToken stop)
    {
        var luck = IsUnreliable ? random.Next(10) : 9;
        if (luck == 0)
        {
            return Task.FromResult<EffectResult>(new EffectResult.Retry("not now"));
        }

        if (luck == 1)
        {
            return Task.FromResult<EffectResult>(new EffectResult.Impossible("never"));
        }

        counts.Effects++;
        var before = Done.GetValueOrDefault(message.IdempotencyKey, (message.Id, 0));
        if (before.Item1 != message.Id)
        {
            throw new InvariantBroken($"the key {message.IdempotencyKey} stands for {before.Item1} and for {message.Id}");
        }

        Done[message.IdempotencyKey] = (message.Id, before.Item2 + 1);
        if (luck == 2)
        {
            disk.Crash();
        }
        else if (luck == 3)
        {
            // Done, and the answer is lost on the way.
            return Task.FromResult<EffectResult>(new EffectResult.Retry("no answer"));
        }

        return Task.FromResult<EffectResult>(new EffectResult.Answered(Fine));
    }
}
