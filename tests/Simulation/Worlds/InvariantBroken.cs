namespace Workflows.Simulation.Worlds;

/// <summary>Something that must always hold did not.</summary>
internal sealed class InvariantBroken(string what) : Exception(what);

/// <summary>The process died here: nobody is answered, nothing that was only in memory is left.</summary>
internal sealed class SimulatedCrash : Exception;
