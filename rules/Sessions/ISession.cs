using Workflows.Rules.AgendaFilters;
using Workflows.Rules.Diagnostics;
using Workflows.Rules.Extensibility;
using Workflows.Rules.Reasons;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>
/// Facts, and the rules that match them. Matching happens inside <c>Insert</c>, <c>Update</c> and <c>Retract</c>; <c>Fire</c> runs
/// actions.
/// A call that throws leaves the session as it was. Used by one thread at a time; many sessions share one factory safely.
/// </summary>
public interface ISession : ISessionSchemaProvider
{
    IAgenda Agenda { get; }

    IEventProvider Events { get; }

    IMetricsProvider Metrics { get; }

    IDependencyResolver DependencyResolver { get; set; }

    IActionInterceptor? ActionInterceptor { get; set; }

    /// <summary>
    /// Whether concluded facts are matched after each firing; if not, when <see cref="PropagateLinked"/> is called. True unless set.
    /// </summary>
    bool AutoPropagateLinkedFacts { get; set; }

    /// <summary>
    /// The most firings in one round before it counts as a cycle; 10,000,000 unless set. One match that fires again and again counts from
    /// 100,000.
    /// </summary>
    int CycleLimit { get; set; }

    /// <summary>
    /// The session's time, for rules with effective dates and for facts that expire; null until <see cref="AdvanceTo"/> is called.
    /// </summary>
    DateTimeOffset? Now { get; }

    /// <summary>Sets the time: rules begin and end, facts expire.</summary>
    void AdvanceTo(DateTimeOffset now);

    /// <summary>Inserts facts as one change: all or none.</summary>
    /// <exception cref="ArgumentException">A fact is there already, or twice among them. Nothing has been inserted.</exception>
    void InsertAll(IEnumerable<object> facts);

    IResult TryInsertAll(IEnumerable<object> facts);

    IResult TryInsertAll(IEnumerable<object> facts, BatchOptions options);

    void Insert(object fact);

    bool TryInsert(object fact);

    /// <summary>Inserts a fact that goes by itself when the time reaches <paramref name="expires"/>.</summary>
    void Insert(object fact, DateTimeOffset expires);

    /// <summary>Matches changed facts as one change: all or none.</summary>
    /// <exception cref="ArgumentException">A fact is unknown or concluded by a rule, or twice among them. Nothing has been
    /// changed.</exception>
    void UpdateAll(IEnumerable<object> facts);

    IResult TryUpdateAll(IEnumerable<object> facts);

    IResult TryUpdateAll(IEnumerable<object> facts, BatchOptions options);

    void Update(object fact);

    bool TryUpdate(object fact);

    /// <summary>Removes facts as one change: all or none.</summary>
    /// <exception cref="ArgumentException">A fact is unknown or concluded by a rule, or twice among them. Nothing has been
    /// removed.</exception>
    void RetractAll(IEnumerable<object> facts);

    IResult TryRetractAll(IEnumerable<object> facts);

    IResult TryRetractAll(IEnumerable<object> facts, BatchOptions options);

    void Retract(object fact);

    bool TryRetract(object fact);

    /// <summary>Matches the concluded facts that wait, in sets of the same kind.</summary>
    IEnumerable<ILinkedFactSet> PropagateLinked();

    /// <summary>Fires matches until none is left, or a rule halts, or the token is cancelled.</summary>
    /// <returns>How many fired.</returns>
    int Fire(CancellationToken cancellationToken = default);

    /// <summary>Fires at most <paramref name="maxRulesNumber"/> matches.</summary>
    int Fire(int maxRulesNumber, CancellationToken cancellationToken = default);

    /// <summary>Like <see cref="Fire(CancellationToken)"/>, but awaits actions that return a task.</summary>
    Task<int> FireAsync(CancellationToken cancellationToken = default);

    /// <summary>The facts of a type, concluded ones included, in the order of arrival.</summary>
    IQueryable<TFact> Query<TFact>();

    /// <summary>The effects that rules have asked for since the last call, in order.</summary>
    IReadOnlyList<object> TakeEffects();

    /// <summary>
    /// The session as it stands: facts, conclusions with their reasons, what has fired and what waits. Facts are kept by reference unless
    /// <paramref name="copy"/> makes copies of them, which it must if they will be changed in place.
    /// </summary>
    /// <exception cref="InvalidOperationException">Conclusions wait for <see cref="PropagateLinked"/>.</exception>
    SessionSnapshot Snapshot(Func<object, object>? copy = null);

    /// <summary>
    /// Brings the session back to a snapshot of it or of a fork. Nothing fires and no event is raised on the way. Rules are those the
    /// session has now.
    /// </summary>
    /// <exception cref="InvalidOperationException">A rule is firing.</exception>
    void Restore(SessionSnapshot snapshot);

    /// <summary>
    /// A session like this one, for trying out what would be: what is done to it does not touch this one. It has the same filters, and no
    /// event handlers. See <see cref="Snapshot"/> for <paramref name="copy"/>.
    /// </summary>
    ISession Fork(Func<object, object>? copy = null);

    /// <summary>The rules, in their order.</summary>
    IReadOnlyList<IRuleDefinition> Rules { get; }

    /// <summary>
    /// Adds rules, or puts them in the place of those with the same name. Matches of the other rules stay as they are, fired or waiting;
    /// those of replaced rules begin anew and their conclusions go unless others conclude them too.
    /// </summary>
    /// <exception cref="RuleCompilationException">A rule cannot be compiled. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">A rule is firing.</exception>
    void PutRules(params IRuleDefinition[] rules);

    /// <summary>Removes rules by name; their conclusions go with them, their undo actions do not run.</summary>
    /// <exception cref="ArgumentException">There is no rule of a name. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">A rule is firing.</exception>
    void RemoveRules(params string[] names);

    /// <summary>Why a fact is there: who inserted or concluded it, from which facts, by which rule; null when it is not there.</summary>
    FactReason? Why(object fact);

    /// <summary>
    /// Why a rule has no more matches than it has: how far each partial match got and what stops it. Takes about as long as inserting
    /// all facts once more.
    /// </summary>
    /// <param name="ruleName">The rule's name.</param>
    /// <param name="bindings">Facts that some of the rule's names are to stand for, to ask about those alone.</param>
    WhyNotReason WhyNot(string ruleName, IReadOnlyDictionary<string, object?>? bindings = null);

    /// <summary>As the other; the rule need not be in the session.</summary>
    WhyNotReason WhyNot(IRuleDefinition rule, IReadOnlyDictionary<string, object?>? bindings = null);
}

/// <summary>What a batch does when one of its facts cannot be used.</summary>
public enum BatchOptions
{
    /// <summary>Nothing is done at all.</summary>
    AllOrNothing,

    /// <summary>That fact is left out and reported.</summary>
    SkipFailed,
}

/// <summary>What became of a batch.</summary>
public interface IResult
{
    int FailedCount { get; }

    /// <summary>The facts that could not be used.</summary>
    IEnumerable<object> Failed { get; }
}

/// <summary>What is done with concluded facts.</summary>
public enum LinkedFactAction
{
    Insert,
    Update,
    Retract,
}

/// <summary>Concluded facts that were matched as one change.</summary>
public interface ILinkedFactSet
{
    LinkedFactAction Action { get; }

    int FactCount { get; }

    IEnumerable<object> Facts { get; }
}

/// <summary>Makes sessions over one set of rules. Safe for use from many threads.</summary>
public interface ISessionFactory : ISessionSchemaProvider
{
    IEventProvider Events { get; }

    IDependencyResolver DependencyResolver { get; set; }

    IActionInterceptor? ActionInterceptor { get; set; }

    ISession CreateSession();

    /// <summary>A session that is set up before rules without facts come up.</summary>
    ISession CreateSession(Action<ISession>? initializationAction);
}

/// <summary>The matches that wait to fire: the highest priority first, among equals the first come.</summary>
public interface IAgenda
{
    bool IsEmpty { get; }

    /// <summary>The match that fires next, or null.</summary>
    IMatch? Peek();

    /// <summary>Forgets what waits. A match comes back with its next update.</summary>
    void Clear();

    void AddFilter(IAgendaFilter filter);

    void AddFilter(IRuleDefinition rule, IAgendaFilter filter);
}
