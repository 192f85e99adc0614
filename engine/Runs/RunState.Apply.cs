using Workflows.Engine.Activities.Flowcharts;
using Workflows.Engine.Ports;

namespace Workflows.Engine.Runs;

/// <content>Every transition there is, one line each.</content>
internal sealed partial class RunState
{
    /// <summary>The next state. Total: an event that names what is gone changes nothing but counters.</summary>
    public void Apply(RunEvent happened)
    {
        switch (happened)
        {
            case Started e: Begin(e.Instance); break;
            case Completed e: Complete(e); break;
            case Scheduled e: Schedule(e); break;
            case VariableSet e: Set(e.Instance, static i => i.Variables ??= [], e.Name, e.Value); break;
            case OutputSet e: SetOutput(e); break;
            case Counted e: Count(e); break;
            case Remembered e: Remember(e); break;
            case RunStarted e: Start(e); break;
            case Cancelled e: Remove(e.Instance); break;
            case Faulted e: Fault(e); break;
            case IncidentRaised e: AddIncident(new Incident(e.Incident, 0, string.Empty, e.Code, e.Message)); break;
            case IncidentResolved e: _incidents?.Remove(e.Incident); break;
            case WorkflowOutputSet e: Set(e.Instance, static i => i.Outputs ??= [], e.Name, e.Value); break;
            case InputsTaken e: TakeInputs(e); break;
            case BookmarkAdded e: AddBookmark(e); break;
            case BookmarkResumed e: Revive(e.Id); Burn(e.Id); break;
            case BookmarkCancelled e: Burn(e.Id); break;
            case TimerSet e: AddTimer(e); break;
            case TaskChanged e: ChangeTask(e.Task); break;
            case EffectDecided or MessageSent: NextId++; break;
            case IdsTaken e: NextId += e.Count; break;
            case Correlated e: CorrelationId = e.CorrelationId; break;
            case KeyHeld e: BusinessKey = e.Key; break;
            case Named e: Name = e.Name; break;
            case StatusChanged e: Status = e.Status; break;
            case Migrated e: Migrate(e); break;
            case FactChanged or QuestionAnswered or DeadlineMoved or LineWritten or Replied or Repaired: break;
            default: throw new InvalidOperationException($"no transition for {happened.GetType().Name}");
        }
    }

    private void Start(RunStarted e)
    {
        DefinitionId = e.DefinitionId;
        VersionId = e.VersionId;
        Input = e.Input;
        CorrelationId = e.CorrelationId;
        BusinessKey = e.BusinessKey;
        Name = e.Name;
        ParentRunId = e.ParentRunId;
        ParentBookmarkId = e.ParentBookmarkId;
        TriggerActivity = e.TriggerActivity;
        TokenFlow = e.TokenFlow;
        Depth = e.Depth;
    }

    private void Schedule(Scheduled e)
    {
        var owner = Instances.GetValueOrDefault(e.Owner);
        var instance = new ActivityInstance(e.Instance, e.Node, e.VersionId ?? owner?.VersionId ?? VersionId, owner);
        Instances[e.Instance] = instance;
        owner?.Adopt(instance);
        Agenda.Enqueue(e.Instance);
        NextInstance = e.Instance + 1;
    }

    private void Begin(int id)
    {
        if (Agenda.TryPeek(out var first) && first == id)
        {
            Agenda.Dequeue();
        }

        if (Instances.TryGetValue(id, out var instance))
        {
            instance.Status = InstanceStatus.Running;
        }
    }

    private void Complete(Completed e)
    {
        if (e.Instance != 1)
        {
            Remove(e.Instance);
        }
        else if (Instances.TryGetValue(1, out var root))
        {
            root.Status = InstanceStatus.Completed;
        }
    }

    private void Remove(int id)
    {
        if (Instances.Remove(id, out var instance))
        {
            instance.Owner?.Release(instance);
        }
    }

    private void Fault(Faulted e)
    {
        if (Instances.TryGetValue(e.Instance, out var instance))
        {
            instance.Status = InstanceStatus.Faulted;
            AddIncident(new Incident(e.Incident, e.Instance, instance.NodeId, e.Code, e.Message));
        }
    }

    private void AddIncident(Incident incident)
    {
        (_incidents ??= [])[incident.Id] = incident;
        NextId++;
    }

    private void Set(int id, Func<ActivityInstance, Dictionary<string, object?>> store, string name, object? value)
    {
        if (Instances.TryGetValue(id, out var instance))
        {
            store(instance)[name] = value;
        }
    }

    private void SetOutput(OutputSet e)
    {
        _outputs ??= [];
        (_outputs.TryGetValue(e.Node, out var outputs) ? outputs : _outputs[e.Node] = [])[e.Name] = e.Value;
        if (e.Name == "Result")
        {
            LastResult = e.Value;
        }
    }

    private void TakeInputs(InputsTaken e)
    {
        if (Instances.TryGetValue(e.Instance, out var instance))
        {
            instance.Inputs = e.Inputs;
        }
    }

    private void Count(Counted e)
    {
        if (!Instances.TryGetValue(e.Instance, out var instance))
        {
            return;
        }

        if (e.Value != 0)
        {
            (instance.Counters ??= [])[e.Slot] = e.Value;
        }
        else if (instance.Counters is { } counters && counters.Remove(e.Slot) && counters.Count == 0)
        {
            instance.Counters = null;
        }
    }

    private void Remember(Remembered e)
    {
        if (!Instances.TryGetValue(e.Instance, out var instance))
        {
            return;
        }

        if (e.Value is not null)
        {
            (instance.Memory ??= [])[e.Key] = e.Value;
        }
        else if (instance.Memory is { } memory && memory.Remove(e.Key) && memory.Count == 0)
        {
            instance.Memory = null;
        }
    }

    private void AddBookmark(BookmarkAdded e)
    {
        (_bookmarks ??= [])[e.Id] = new Bookmark(e.Id, e.Instance, e.Kind, e.Key, e.CorrelationId, e.Tag);
        NextId++;
    }

    /// <summary>What stood still for an effect that was given up runs again when its answer comes after all.</summary>
    private void Revive(string id)
    {
        if (_bookmarks?.GetValueOrDefault(id) is { } bookmark
            && Instances.TryGetValue(bookmark.Instance, out var instance) && instance.Status == InstanceStatus.Faulted)
        {
            instance.Status = InstanceStatus.Running;
        }
    }

    private void Burn(string id)
    {
        _bookmarks?.Remove(id);
        if (_timers is not { Count: > 0 } timers)
        {
            return;
        }

        foreach (var timer in timers.Values.Where(timer => timer.BookmarkId == id).ToList())
        {
            timers.Remove(timer.Id);
        }
    }

    private void AddTimer(TimerSet e)
    {
        (_timers ??= [])[e.Id] = new PendingTimer(e.Id, e.BookmarkId, e.DueAt);
        NextId++;
    }

    private void ChangeTask(TaskRecord task)
    {
        if (task.State is TaskState.Open or TaskState.Claimed)
        {
            (_tasks ??= [])[task.Id] = task;
        }
        else
        {
            _tasks?.Remove(task.Id);
        }
    }

    private void Migrate(Migrated e)
    {
        var former = VersionId;
        VersionId = e.VersionId;
        foreach (var instance in Instances.Values.Where(instance => instance.VersionId == former))
        {
            instance.VersionId = e.VersionId;
            instance.NodeId = e.Nodes.GetValueOrDefault(instance.NodeId, instance.NodeId);
            instance.Node = null;
            instance.Counters = instance.Counters?.ToDictionary(counter => Renamed(counter.Key, e.Nodes), counter => counter.Value);
        }

        _outputs = _outputs?.ToDictionary(outputs => e.Nodes.GetValueOrDefault(outputs.Key, outputs.Key), outputs => outputs.Value);
    }

    /// <summary>What a flowchart counts under a connection's name, "source:port>target", "taken>…" before it, or "won:target".</summary>
    private static string Renamed(string slot, IReadOnlyDictionary<string, string> nodes)
    {
        foreach (var prefix in (string[])[CounterFlow.TakenPrefix, FlowGate.LaterPrefix])
        {
            if (slot.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix + Renamed(slot[prefix.Length..], nodes);
            }
        }

        var (colon, arrow) = (slot.IndexOf(':', StringComparison.Ordinal), slot.LastIndexOf('>'));
        if (colon < 0)
        {
            return slot;
        }

        var end = Math.Max(arrow, colon) + 1;
        var (source, target) = (slot[..colon], slot[end..]);
        return nodes.GetValueOrDefault(source, source) + slot[colon..end] + nodes.GetValueOrDefault(target, target);
    }
}
