using System.Runtime.ExceptionServices;
using Workflows.Rules.Aggregators;
using Workflows.Rules.Diagnostics;
using Workflows.Rules.Extensibility;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>
/// One working memory over a compiled network. Each change runs through the network first and only then becomes visible on the agenda.
/// </summary>
internal sealed partial class Session : ISession, IMatcherHost
{
    private readonly SessionFactory _factory;
    private readonly FactIdentity _identity;
    private FactStore _facts;
    private Matcher _matcher;
    private Agenda _agenda;
    private readonly EventHub _events;
    private readonly List<object> _effects = [];
    private Journal<MatchChange>? _spareChanges;
    private Failure? _failure;
    private bool _isMatching;

    public Session(SessionFactory factory, Action<ISession>? initialize)
    {
        _factory = factory;
        _identity = factory.Identity;
        _facts = new FactStore(_identity);
        _book = _ownBook;
        _events = new EventHub(factory.Hub);
        _matcher = new Matcher(factory.Network, this) { Facts = _facts.All };
        _agenda = new Agenda(this);
        DependencyResolver = factory.DependencyResolver;
        ActionInterceptor = factory.ActionInterceptor;
        initialize?.Invoke(this);
        if (factory.Network.RootNodes.Count + factory.Network.EagerPipelines.Count > 0)
        {
            Change(() => { }, _matcher.Start, () => { });
        }
    }

    public IAgenda Agenda => _agenda;

    public IEventProvider Events => _events;

    public IMetricsProvider Metrics => new SessionMetrics(_matcher);

    public IDependencyResolver DependencyResolver { get; set; }

    public IActionInterceptor? ActionInterceptor { get; set; }

    public bool AutoPropagateLinkedFacts { get; set; } = true;

    public int CycleLimit { get; set; } = 10_000_000;

    bool IMatcherHost.IsTracing => _events.TracesConditions;

    internal CompiledNetwork Network => _matcher.Network;

    internal Matcher Matcher => _matcher;

    internal FactStore Facts => _facts;

    public ReteGraph GetSchema() => NetworkSchema.Of(Network);

    public IQueryable<TFact> Query<TFact>() => _facts.All.Select(f => f.Value).OfType<TFact>().AsQueryable();

    public IReadOnlyList<object> TakeEffects()
    {
        var taken = _effects.ToArray();
        _effects.Clear();
        return taken;
    }

    public object IdentityOf(object? value) => value is null ? DBNull.Value : new IdentityKey(value, _identity.HashOf(value), _identity);

    bool IMatcherHost.OnFailed(BoundExpression expression, Token? left, WorkFact? right, Exception failure)
    {
        if (failure is OutOfMemoryException or WithdrawnException || _failure is not null)
        {
            return false;
        }

        var facts = FactsOf(left, right);
        var (rule, arguments) = (expression.Rule, expression.Arguments(left, right?.Value));
        if (rule is ViolatedExpression violated)
        {
            var required = violated.Failing(arguments);
            (rule, arguments) = (required.Rule, required.Arguments(arguments));
        }

        var args = new LhsExpressionErrorEventArgs(rule, failure, arguments, facts, RulesWith(rule));
        _events.Failed(this, args);
        if (_events.TracesConditions)
        {
            _events.Evaluated(this, new LhsExpressionEventArgs(rule, failure, arguments, null, facts, args.Rules));
        }

        if (!args.IsHandled)
        {
            _failure = new Failure(rule, facts, [.. args.Rules], failure);
        }

        return args.IsHandled;
    }

    void IMatcherHost.OnEvaluated(BoundExpression expression, Token? left, WorkFact? right, object? result)
    {
        var (facts, arguments) = (FactsOf(left, right), expression.Arguments(left, right?.Value));
        if (expression.Rule is not ViolatedExpression violated)
        {
            Tell(expression.Rule, arguments, result);
            return;
        }

        foreach (var (required, holds) in violated.Asked(arguments))
        {
            Tell(required.Rule, required.Arguments(arguments), holds);
        }

        void Tell(RuleExpression rule, object?[] values, object? value) =>
            _events.Evaluated(this, new LhsExpressionEventArgs(rule, null, values, value, facts, RulesWith(rule)));
    }

    private static List<IFact> FactsOf(Token? left, WorkFact? right)
    {
        var facts = left is null ? [] : new TokenTuple(left).Facts.ToList();
        if (right is not null)
        {
            facts.Add(right);
        }

        return facts;
    }

    private IEnumerable<IRuleDefinition> RulesWith(RuleExpression expression) => RuleSearch.With(_matcher.Network, expression);

    /// <summary>One change: runs through the network and onto the agenda, or leaves everything as it was.</summary>
    /// <param name="announce">What the session does and tells before facts are matched.</param>
    /// <param name="run">The matching.</param>
    /// <param name="takeBack">Undoes what was announced.</param>
    private void Change(Action announce, Action run, Action takeBack)
    {
        try
        {
            announce();
            _isMatching = true;
            run();
            Settle();
        }
        catch (Exception failure)
        {
            takeBack();
            Abort();
            if (Told(failure) is { } told)
            {
                throw told;
            }

            throw;
        }

        ApplyChanges();
    }

    private void Abort()
    {
        _book.TakeBack(_facts);
        _withdrawn.Clear();
        _matcher.Rollback();
        _isMatching = false;
    }

    private RuleLhsExpressionEvaluationException? Told(Exception thrown)
    {
        var failure = _failure;
        _failure = null;
        if (failure is null || !ReferenceEquals(failure.Exception, thrown))
        {
            return null;
        }

        var rules = string.Join(", ", failure.Rules.Select(r => r.Name));
        var facts = string.Join(", ", failure.Facts.Select(f => f.Value));
        return new RuleLhsExpressionEvaluationException(
            $"Condition '{failure.Expression}' of rule {rules} failed for {facts}: {thrown.Message}",
                failure.Expression.ToString()!, thrown);
    }

    /// <summary>Asks the filters before anything is final, since a filter may fail too.</summary>
    private void FilterChanges()
    {
        if (!_agenda.HasFilters && !Network.HasFilters)
        {
            return;
        }

        var changes = _matcher.MatchChanges;
        for (var i = 0; i < changes.Count; i++)
        {
            var (match, kind) = changes[i];
            if (kind == MatchChangeKind.Removed || !match.IsAlive)
            {
                continue;
            }

            var compiled = match.Compiled;
            if (compiled.HasFilters || _agenda.HasFilters)
            {
                match.Set(TokenFlags.Filtered, !Passes(match));
            }
        }
    }

    private void ApplyChanges()
    {
        // A handler may make further changes, which then use another list.
        var changes = _matcher.TakeMatchChanges(_spareChanges ?? new Journal<MatchChange>());
        _spareChanges = null;
        _matcher.Commit();
        _book.Clear();
        _isMatching = false;
        KeepWithdrawn();
        ExceptionDispatchInfo? thrown = null;
        var isQuiet = !_events.TracesMatches && !_agenda.HasFilters;
        var order = LoadOrder.Of(changes);
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[order is null ? i : order[i]];
            if (isQuiet)
            {
                ApplyQuietly(change);
                continue;
            }

            try
            {
                Apply(change);
            }
            catch (Exception failure)
            {
                // A handler's failure comes out at the end: the change is final, and the agenda must hear of all of it.
                thrown ??= ExceptionDispatchInfo.Capture(failure);
            }
        }

        LoadOrder.GiveBack(order);
        changes.Clear();
        _spareChanges = changes;

        thrown?.Throw();
    }

    // No one listens, so nothing fails.
    private void ApplyQuietly(MatchChange change)
    {
        var (match, kind) = change;
        if (kind != MatchChangeKind.Removed && match.IsAlive)
        {
            match.Set(TokenFlags.Pending, true);
            Come(match);
        }
        else if (kind == MatchChangeKind.Removed && match.Has(TokenFlags.Pending))
        {
            match.Set(TokenFlags.Pending, false);
            Go(match);
        }
    }

    private void Apply(MatchChange change)
    {
        var (match, kind) = change;
        var isGone = kind == MatchChangeKind.Removed;
        if (isGone ? !match.Has(TokenFlags.Pending) : !match.IsAlive)
        {
            return;
        }

        match.Set(TokenFlags.Pending, !isGone);
        try
        {
            Announce(match, kind);
        }
        finally
        {
            if (isGone)
            {
                Go(match);
            }
            else if (match.IsAlive)
            {
                Come(match);
            }
        }
    }

    private void Announce(Match match, MatchChangeKind kind)
    {
        switch (kind)
        {
            case MatchChangeKind.Created:
                _events.Created(this, match);
                break;
            case MatchChangeKind.Updated:
                _events.MatchUpdated(this, match);
                break;
            default:
                _events.Deleted(this, match);
                break;
        }
    }

    private void Come(Match match)
    {
        var again = match.Has(TokenFlags.Fired);
        if (match.Has(TokenFlags.Unchanged))
        {
            // It was waiting because a key had changed, and the key has changed back: there is nothing to fire for.
            _agenda.Dequeue(match);
        }

        if (match.Has(TokenFlags.Filtered) || (again && !match.Compiled.IsRepeatable) || IsOutOfTime(match))
        {
            return;
        }

        match.Trigger = again ? MatchTrigger.Updated : MatchTrigger.Created;
        _agenda.Enqueue(match);
    }

    private void Go(Match match)
    {
        _agenda.Dequeue(match);
        if (_agenda.HasFilters)
        {
            _agenda.Gone(match);
        }

        QueueRetraction(match);
        if (match.Has(TokenFlags.Fired) && match.Compiled.HasUndo)
        {
            match.Trigger = MatchTrigger.Removed;
            _agenda.Enqueue(match);
        }
    }

    private sealed record Failure(RuleExpression Expression, IReadOnlyList<IFact> Facts, IReadOnlyList<IRuleDefinition> Rules,
        Exception Exception);
}
