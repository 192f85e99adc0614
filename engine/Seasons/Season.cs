using Workflows.Engine.Ports;

namespace Workflows.Engine.Seasons;

/// <summary>Some months of a shop's records, to be played through all processes of a pack.</summary>
/// <param name="Records">The records as facts.</param>
/// <param name="From">When it begins; what is older is known from the beginning.</param>
/// <param name="To">When it ends.</param>
public sealed record Season(IReadOnlyList<FactWrite> Records, DateTimeOffset From, DateTimeOffset To);
