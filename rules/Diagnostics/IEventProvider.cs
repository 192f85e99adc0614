namespace Workflows.Rules.Diagnostics;

/// <summary>
/// What happens in a session, or (on a factory) in all of its sessions; the sender is the session. Handlers run inside the call that causes
/// the event.
/// </summary>
public interface IEventProvider
{
    event EventHandler<WorkingMemoryEventArgs> FactInsertingEvent;

    event EventHandler<WorkingMemoryEventArgs> FactInsertedEvent;

    event EventHandler<WorkingMemoryEventArgs> FactUpdatingEvent;

    event EventHandler<WorkingMemoryEventArgs> FactUpdatedEvent;

    event EventHandler<WorkingMemoryEventArgs> FactRetractingEvent;

    event EventHandler<WorkingMemoryEventArgs> FactRetractedEvent;

    event EventHandler<AgendaEventArgs> ActivationCreatedEvent;

    event EventHandler<AgendaEventArgs> ActivationUpdatedEvent;

    event EventHandler<AgendaEventArgs> ActivationDeletedEvent;

    event EventHandler<AgendaEventArgs> RuleFiringEvent;

    event EventHandler<AgendaEventArgs> RuleFiredEvent;

    /// <summary>After a condition, binding or aggregate; for one that failed it says why, and comes after the event of that.</summary>
    event EventHandler<LhsExpressionEventArgs> LhsExpressionEvaluatedEvent;

    event EventHandler<LhsExpressionErrorEventArgs> LhsExpressionFailedEvent;

    /// <summary>After a filter expression; for one that failed it says why, and comes after the failure's own event.</summary>
    event EventHandler<AgendaExpressionEventArgs> AgendaExpressionEvaluatedEvent;

    event EventHandler<AgendaExpressionErrorEventArgs> AgendaExpressionFailedEvent;

    /// <summary>After an action; for one that failed it says why, and comes after the failure's own event.</summary>
    event EventHandler<RhsExpressionEventArgs> RhsExpressionEvaluatedEvent;

    event EventHandler<RhsExpressionErrorEventArgs> RhsExpressionFailedEvent;
}

/// <summary>The events of a factory, or of one session: each of a session is raised here and then at its factory.</summary>
internal sealed class EventHub(EventHub? parent) : IEventProvider
{
    public event EventHandler<WorkingMemoryEventArgs>? FactInsertingEvent;

    public event EventHandler<WorkingMemoryEventArgs>? FactInsertedEvent;

    public event EventHandler<WorkingMemoryEventArgs>? FactUpdatingEvent;

    public event EventHandler<WorkingMemoryEventArgs>? FactUpdatedEvent;

    public event EventHandler<WorkingMemoryEventArgs>? FactRetractingEvent;

    public event EventHandler<WorkingMemoryEventArgs>? FactRetractedEvent;

    public event EventHandler<AgendaEventArgs>? ActivationCreatedEvent;

    public event EventHandler<AgendaEventArgs>? ActivationUpdatedEvent;

    public event EventHandler<AgendaEventArgs>? ActivationDeletedEvent;

    public event EventHandler<AgendaEventArgs>? RuleFiringEvent;

    public event EventHandler<AgendaEventArgs>? RuleFiredEvent;

    public event EventHandler<LhsExpressionEventArgs>? LhsExpressionEvaluatedEvent;

    public event EventHandler<LhsExpressionErrorEventArgs>? LhsExpressionFailedEvent;

    public event EventHandler<AgendaExpressionEventArgs>? AgendaExpressionEvaluatedEvent;

    public event EventHandler<AgendaExpressionErrorEventArgs>? AgendaExpressionFailedEvent;

    public event EventHandler<RhsExpressionEventArgs>? RhsExpressionEvaluatedEvent;

    public event EventHandler<RhsExpressionErrorEventArgs>? RhsExpressionFailedEvent;

    /// <summary>Whether someone listens to evaluations of conditions.</summary>
    public bool TracesConditions => LhsExpressionEvaluatedEvent is not null || parent is { TracesConditions: true };

    public bool TracesActions => RhsExpressionEvaluatedEvent is not null || parent is { TracesActions: true };

    public bool TracesFilters => AgendaExpressionEvaluatedEvent is not null || parent is { TracesFilters: true };

    /// <summary>Whether someone listens to matches that come, change and go.</summary>
    public bool TracesMatches => ActivationCreatedEvent is not null || ActivationUpdatedEvent is not null
        || ActivationDeletedEvent is not null || parent is { TracesMatches: true };

    /// <summary>Whether someone is told of matches in any way.</summary>
    public bool TellsMatches => TracesMatches || RuleFiringEvent is not null || RuleFiredEvent is not null
        || RhsExpressionEvaluatedEvent is not null || RhsExpressionFailedEvent is not null || parent is { TellsMatches: true };

    /// <summary>Whether someone listens to facts that arrive.</summary>
    public bool TracesInsertions =>
        FactInsertingEvent is not null || FactInsertedEvent is not null || parent is { TracesInsertions: true };

    public void Inserting(object sender, RuleModel.IFact fact) => Raise(FactInsertingEvent, parent?.FactInsertingEvent, sender, fact);

    public void Inserted(object sender, RuleModel.IFact fact) => Raise(FactInsertedEvent, parent?.FactInsertedEvent, sender, fact);

    public void Updating(object sender, RuleModel.IFact fact) => Raise(FactUpdatingEvent, parent?.FactUpdatingEvent, sender, fact);

    public void Updated(object sender, RuleModel.IFact fact) => Raise(FactUpdatedEvent, parent?.FactUpdatedEvent, sender, fact);

    public void Retracting(object sender, RuleModel.IFact fact) => Raise(FactRetractingEvent, parent?.FactRetractingEvent, sender, fact);

    public void Retracted(object sender, RuleModel.IFact fact) => Raise(FactRetractedEvent, parent?.FactRetractedEvent, sender, fact);

    public void Created(object sender, RuleModel.IMatch match) =>
        Raise(ActivationCreatedEvent, parent?.ActivationCreatedEvent, sender, match);

    public void MatchUpdated(object sender, RuleModel.IMatch match) =>
        Raise(ActivationUpdatedEvent, parent?.ActivationUpdatedEvent, sender, match);

    public void Deleted(object sender, RuleModel.IMatch match) =>
        Raise(ActivationDeletedEvent, parent?.ActivationDeletedEvent, sender, match);

    public void Firing(object sender, RuleModel.IMatch match) => Raise(RuleFiringEvent, parent?.RuleFiringEvent, sender, match);

    public void Fired(object sender, RuleModel.IMatch match) => Raise(RuleFiredEvent, parent?.RuleFiredEvent, sender, match);

    public void Evaluated(object sender, LhsExpressionEventArgs args) =>
        Raise(LhsExpressionEvaluatedEvent, parent?.LhsExpressionEvaluatedEvent, sender, args);

    public void Failed(object sender, LhsExpressionErrorEventArgs args) =>
        Raise(LhsExpressionFailedEvent, parent?.LhsExpressionFailedEvent, sender, args);

    public void Evaluated(object sender, AgendaExpressionEventArgs args) =>
        Raise(AgendaExpressionEvaluatedEvent, parent?.AgendaExpressionEvaluatedEvent, sender, args);

    public void Failed(object sender, AgendaExpressionErrorEventArgs args) =>
        Raise(AgendaExpressionFailedEvent, parent?.AgendaExpressionFailedEvent, sender, args);

    public void Evaluated(object sender, RhsExpressionEventArgs args) =>
        Raise(RhsExpressionEvaluatedEvent, parent?.RhsExpressionEvaluatedEvent, sender, args);

    public void Failed(object sender, RhsExpressionErrorEventArgs args) =>
        Raise(RhsExpressionFailedEvent, parent?.RhsExpressionFailedEvent, sender, args);

    private static void Raise(
        EventHandler<AgendaEventArgs>? own, EventHandler<AgendaEventArgs>? shared, object sender, RuleModel.IMatch match)
    {
        own?.Invoke(sender, new AgendaEventArgs(match));
        shared?.Invoke(sender, new AgendaEventArgs(match));
    }

    private static void Raise(
        EventHandler<WorkingMemoryEventArgs>? own, EventHandler<WorkingMemoryEventArgs>? shared, object sender, RuleModel.IFact fact)
    {
        own?.Invoke(sender, new WorkingMemoryEventArgs(fact));
        shared?.Invoke(sender, new WorkingMemoryEventArgs(fact));
    }

    private static void Raise<TArgs>(EventHandler<TArgs>? own, EventHandler<TArgs>? shared, object sender, TArgs args)
    {
        own?.Invoke(sender, args);
        shared?.Invoke(sender, args);
    }
}
