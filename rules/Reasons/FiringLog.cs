using Workflows.Rules.Diagnostics;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>What a step of a firing round is.</summary>
public enum FiringStepKind
{
    Fired,
    Inserted,
    Updated,
    Retracted,
}

/// <summary>One step of a firing round.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Rule">The rule that fired, or that the changed fact is concluded by; null for facts of the caller.</param>
/// <param name="Version">That rule's version; null without a rule.</param>
/// <param name="Fact">The fact that came, changed or went; null for a firing.</param>
/// <param name="Bindings">What the fired rule's names stood for; empty for a fact.</param>
/// <param name="Text">The step in words, with the values as they were then: facts may have changed since.</param>
public sealed record FiringStep(
    FiringStepKind Kind, IRuleDefinition? Rule, string? Version, object? Fact, IReadOnlyDictionary<string, object?> Bindings,
    LocalText Text);

/// <summary>
/// The change log of a session from <see cref="Of"/> until it is disposed: what fired, in order, and which facts came, changed and went.
/// A session without a log pays nothing.
/// </summary>
public sealed class FiringLog : IDisposable
{
    private readonly List<FiringStep> _steps = [];
    private readonly IEventProvider _events;

    private FiringLog(IEventProvider events)
    {
        _events = events;
        events.RuleFiringEvent += OnFiring;
        events.FactInsertedEvent += OnInserted;
        events.FactUpdatedEvent += OnUpdated;
        events.FactRetractedEvent += OnRetracted;
    }

    public IReadOnlyList<FiringStep> Steps => _steps;

    /// <summary>The log for people.</summary>
    public LocalText Text => ReasonText.Of(this);

    /// <summary>Begins a log.</summary>
    public static FiringLog Of(ISession session) => new(session.Events);

    public void Dispose()
    {
        _events.RuleFiringEvent -= OnFiring;
        _events.FactInsertedEvent -= OnInserted;
        _events.FactUpdatedEvent -= OnUpdated;
        _events.FactRetractedEvent -= OnRetracted;
    }

    public override string ToString() => Text.En;

    private void OnFiring(object? sender, AgendaEventArgs args)
    {
        var bindings = args.Facts.GroupBy(f => f.Declaration.Name.TrimStart('$')).ToDictionary(g => g.Key, g => g.First().Value);
        _steps.Add(new FiringStep(
            FiringStepKind.Fired, args.Rule, RuleVersion.Of(args.Rule), null, bindings, ReasonText.OfFiring(args.Rule.Name, bindings)));
    }

    private void OnInserted(object? sender, WorkingMemoryEventArgs args) => Add(FiringStepKind.Inserted, args.Fact);

    private void OnUpdated(object? sender, WorkingMemoryEventArgs args) => Add(FiringStepKind.Updated, args.Fact);

    private void OnRetracted(object? sender, WorkingMemoryEventArgs args) => Add(FiringStepKind.Retracted, args.Fact);

    private void Add(FiringStepKind kind, IFact fact)
    {
        var rule = kind == FiringStepKind.Retracted ? null : (fact.Source as ILinkedFactSource)?.Rule;
        _steps.Add(new FiringStep(
            kind, rule, rule is null ? null : RuleVersion.Of(rule), fact.Value, new Dictionary<string, object?>(),
            ReasonText.OfChange(kind, fact.Value)));
    }
}
