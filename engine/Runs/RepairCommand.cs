namespace Workflows.Engine.Runs;

/// <summary>How a person mends a run. Every command can be tried first: a dry run tells what would change and changes nothing.</summary>
public abstract record RepairCommand;

/// <summary>Executes a faulted activity again; without an incident: all that are open.</summary>
public sealed record RetryRepair(string? IncidentId = null) : RepairCommand;

/// <summary>Leaves an activity out and goes on as if it had completed with an outcome. Names an incident or a waiting activity.</summary>
public sealed record SkipRepair(string? IncidentId, string? ActivityId, string Outcome = "Done") : RepairCommand;

/// <summary>Gives a variable another value, in the workflow or in the innermost running scope that declares it.</summary>
public sealed record EditVariableRepair(string Name, object? Value) : RepairCommand;

/// <summary>Stops an activity that runs or waits and begins another one of the same container instead.</summary>
public sealed record MoveRepair(string FromActivityId, string ToActivityId) : RepairCommand;

/// <summary>Stops an activity that runs or waits; its branch ends there.</summary>
public sealed record CancelActivityRepair(string ActivityId) : RepairCommand;

/// <summary>Stops the whole run.</summary>
public sealed record CancelRunRepair : RepairCommand;

/// <summary>Begins an activity again although it ended; works on a run that has ended as well.</summary>
public sealed record RerunRepair(string ActivityId) : RepairCommand;

/// <summary>Moves the run to another version of its definition.</summary>
/// <param name="VersionId">The version to go on with.</param>
/// <param name="Nodes">Former and new id of activities that are called otherwise there; all others keep their id.</param>
public sealed record MigrateRepair(string VersionId, IReadOnlyDictionary<string, string>? Nodes = null) : RepairCommand;

/// <summary>Takes the last migration of the run back: to the version that it came from, with the same names of activities.</summary>
public sealed record UndoMigrationRepair : RepairCommand;
