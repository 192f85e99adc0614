using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;

namespace Workflows.Engine.Runs;

/// <summary>Where one execution of an activity stands. A completed or cancelled one leaves the run's state.</summary>
internal enum InstanceStatus
{
    Scheduled,
    Running,
    Faulted,

    /// <summary>Only the workflow itself stays after it completed, for its outputs and variables.</summary>
    Completed,
}

/// <summary>
/// One execution of an activity that has not ended, with all that it keeps. Only <see cref="RunState.Apply"/> changes it.
/// </summary>
internal sealed class ActivityInstance
{
    public ActivityInstance(int id, string nodeId, string versionId, ActivityInstance? owner)
    {
        Id = id;
        NodeId = nodeId;
        VersionId = versionId;
        Owner = owner;
        Depth = owner is null ? 0 : owner.Depth + 1;
    }

    public int Id { get; }

    /// <summary>Id of the activity in its definition.</summary>
    public string NodeId { get; internal set; }

    /// <summary>Version of the definition that the activity belongs to.</summary>
    public string VersionId { get; internal set; }

    public ActivityInstance? Owner { get; }

    /// <summary>How many executions are around it; follows from its owner.</summary>
    public int Depth { get; }

    public InstanceStatus Status { get; internal set; }

    /// <summary>Variables of its own scope; null when it has none.</summary>
    public Dictionary<string, object?>? Variables { get; internal set; }

    public Dictionary<string, int>? Counters { get; internal set; }

    public Dictionary<string, object?>? Memory { get; internal set; }

    /// <summary>What an inner workflow was given.</summary>
    public object? Inputs { get; internal set; }

    /// <summary>What a workflow gives back.</summary>
    public Dictionary<string, object?>? Outputs { get; internal set; }

    public int LiveChildren { get; internal set; }

    public ActivityInstance? FirstChild { get; private set; }

    public ActivityInstance? NextSibling { get; private set; }

    /// <summary>The node in the compiled definition, found when it is first needed; no part of the state.</summary>
    internal ActivityNode? Node { get; set; }

    /// <summary>What the activity is handed in this burst; no part of the state.</summary>
    internal ActivityContext? Context { get; set; }

    private ActivityInstance? LastChild { get; set; }

    private ActivityInstance? PreviousSibling { get; set; }

    internal void Adopt(ActivityInstance child)
    {
        child.PreviousSibling = LastChild;
        if (LastChild is null)
        {
            FirstChild = child;
        }
        else
        {
            LastChild.NextSibling = child;
        }

        LastChild = child;
        LiveChildren++;
    }

    internal void Release(ActivityInstance child)
    {
        if (child.PreviousSibling is null)
        {
            FirstChild = child.NextSibling;
        }
        else
        {
            child.PreviousSibling.NextSibling = child.NextSibling;
        }

        if (child.NextSibling is null)
        {
            LastChild = child.PreviousSibling;
        }
        else
        {
            child.NextSibling.PreviousSibling = child.PreviousSibling;
        }

        LiveChildren--;
    }
}
