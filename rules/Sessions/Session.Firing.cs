using Workflows.Rules.Diagnostics;
using Workflows.Rules.Extensibility;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>How matches fire.</summary>
internal sealed partial class Session
{
    private bool _halted;
    private int _depth;

    public int Fire(CancellationToken cancellationToken = default) => Fire(int.MaxValue, cancellationToken);

    public int Fire(int maxRulesNumber, CancellationToken cancellationToken = default)
    {
        PropagatePending();
        _halted = false;
        var fired = 0;
        var guard = new CycleGuard(CycleLimit);
        while (fired < maxRulesNumber && !_halted && !cancellationToken.IsCancellationRequested && Next() is { } match)
        {
            guard.Count(match);
            fired++;
            _depth++;
            try
            {
                FireMatch(match, cancellationToken);
                if (_depth == 1 && !IsSeen(match))
                {
                    _matcher.SetAside(match);
                }
            }
            finally
            {
                _depth--;
                PropagateAuto();
            }
        }

        return fired;
    }

    public async Task<int> FireAsync(CancellationToken cancellationToken = default)
    {
        PropagatePending();
        _halted = false;
        var fired = 0;
        var guard = new CycleGuard(CycleLimit);
        while (!_halted && !cancellationToken.IsCancellationRequested && Next() is { } match)
        {
            guard.Count(match);
            fired++;
            _depth++;
            try
            {
                await FireMatchAsync(match, cancellationToken).ConfigureAwait(true);
            }
            finally
            {
                _depth--;
                PropagateAuto();
            }
        }

        return fired;
    }

    internal void Halt() => _halted = true;

    internal object Resolve(IRuleDefinition rule, Type type) => DependencyResolver.Resolve(new ResolutionContext(this, rule), type);

    private Match? Next()
    {
        var match = _agenda.Take();
        if (match is null)
        {
            return null;
        }

        if (match.Trigger != MatchTrigger.Removed)
        {
            match.Set(TokenFlags.Fired, true);
            if (match.Compiled.HasFilters)
            {
                match.FiredKeys = KeysOf(match, out _);
            }
        }

        if (_agenda.HasFilters)
        {
            _agenda.Selected(match);
        }

        return match;
    }

    private void FireMatch(Match match, CancellationToken token)
    {
        var context = ContextFor(match, token);
        _events.Firing(this, match);
        var due = DueOf(match);
        if (!IsIntercepted(match, due, context))
        {
            foreach (var action in match.Compiled.Actions)
            {
                if (IsDue(action, due))
                {
                    Await(Run(action, match, context));
                }
            }
        }

        _events.Fired(this, match);
    }

    private async Task FireMatchAsync(Match match, CancellationToken token)
    {
        var context = ContextFor(match, token);
        _events.Firing(this, match);
        var due = DueOf(match);
        foreach (var action in IsIntercepted(match, due, context) ? [] : match.Compiled.Actions)
        {
            if (IsDue(action, due) && Run(action, match, context) is { } task)
            {
                await task.ConfigureAwait(true);
            }
        }

        _events.Fired(this, match);
    }

    private ActionContext? ContextFor(Match match, CancellationToken token) =>
        ActionInterceptor is not null || match.Compiled.UsesContext ? new ActionContext(this, match, token) : null;

    // An interceptor invokes synchronously, so under it an action's task is waited for in either kind of round.
    private bool IsIntercepted(Match match, ActionTrigger due, ActionContext? context)
    {
        if (ActionInterceptor is not { } interceptor)
        {
            return false;
        }

        Intercept(interceptor, match, due, context!);
        return true;
    }

    private void Intercept(IActionInterceptor interceptor, Match match, ActionTrigger due, ActionContext context) =>
        interceptor.Intercept(
            context, [.. match.Compiled.Actions.Where(a => IsDue(a, due)).Select(a => new ActionInvocation(this, a, match, context))]);

    // Whether somebody outside may have a hand on the match.
    private bool IsSeen(Match match) =>
        match.Compiled.UsesContext || ActionInterceptor is not null || _events.TellsMatches || _agenda.IsLookedInto
        || match.Compiled.HasFilters || match.Compiled.IsTimed;

    private static ActionTrigger DueOf(Match match) => match.Trigger switch
    {
        MatchTrigger.Created => ActionTrigger.Activated,
        MatchTrigger.Updated => ActionTrigger.Reactivated,
        _ => ActionTrigger.Deactivated,
    };

    private static bool IsDue(RuleAction action, ActionTrigger due) => (action.Element.ActionTrigger & due) != 0;

    // A firing round without await waits for the task here, so that a lost task cannot happen.
    private static void Await(Task? task) => task?.GetAwaiter().GetResult();

    private Task? Run(RuleAction action, Match match, ActionContext? context)
    {
        Exception? failed = null;
        try
        {
            var result = action.Call.Invoke(match, context, action.Call.HasServices ? context!.ServiceOf : null);
            if (action.Element.Kind == ActionKind.Call)
            {
                return result is Task task ? Guarded(task, action, match, context) : null;
            }

            Take(action, match, result);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException and not RuleCycleException)
        {
            failed = failure;
            if (!IsHandled(failure, action, match, context))
            {
                throw Told(failure, action, match);
            }
        }
        finally
        {
            if (_events.TracesActions)
            {
                _events.Evaluated(
                    this, new RhsExpressionEventArgs(action.Element.Rule, failed, ArgumentsOf(action, match, context), match));
            }
        }

        return null;
    }

    private async Task Guarded(Task task, RuleAction action, Match match, ActionContext? context)
    {
        try
        {
            await task.ConfigureAwait(true);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!IsHandled(failure, action, match, context))
            {
                throw Told(failure, action, match);
            }
        }
    }

    private bool IsHandled(Exception failure, RuleAction action, Match match, ActionContext? context)
    {
        var args = new RhsExpressionErrorEventArgs(action.Element.Rule, failure, ArgumentsOf(action, match, context), match);
        _events.Failed(this, args);
        return args.IsHandled;
    }

    private static RuleRhsExpressionEvaluationException Told(Exception failure, RuleAction action, Match match) => new(
        $"Action '{action.Element.Rule}' of rule {match.Rule.Name} failed: {failure.Message}", match.Rule.Name,
            action.Element.Rule.ToString()!, failure);

    private static IEnumerable<object?> ArgumentsOf(RuleAction action, Match match, ActionContext? context) =>
        [.. action.Element.Rule.Inputs.Where(i => i.Type != typeof(IContext))
            .Select(i => match.TryFind(i, out var fact) ? fact.Value : context?.KnownService(i.Type))];

    /// <summary>Conclusions and effects as data.</summary>
    private void Take(RuleAction action, Match match, object? result)
    {
        ReadOnlySpan<object> items = result switch
        {
            null => [],
            IEnumerable<object?> list => list.OfType<object>().ToArray(),
            _ => new ReadOnlySpan<object>(ref result),
        };
        if (action.Element.Kind == ActionKind.Effect)
        {
            _effects.AddRange(items);
            return;
        }

        Relink(match, action, items);
    }

    /// <summary>Brings a match's conclusions of one action in line with what it concludes now.</summary>
    private void Relink(Match match, RuleAction action, ReadOnlySpan<object> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var key = action.KeyOf(i);
            if (match.Linked is not null && match.Linked.ContainsKey(key))
            {
                UpdateLinked(match, key, items[i]);
            }
            else
            {
                InsertLinked(match, key, items[i]);
            }
        }

        for (var i = items.Length; match.Linked?.Count > i && match.Linked.ContainsKey(action.KeyOf(i)); i++)
        {
            RetractLinked(match, action.KeyOf(i));
        }
    }

    private sealed class ActionInvocation(Session session, RuleAction action, Match match, ActionContext context) : IActionInvocation
    {
        public System.Linq.Expressions.LambdaExpression Expression => action.Element.Expression;

        public IEnumerable<object?> Arguments => ArgumentsOf(action, match, context);

        public ActionTrigger Trigger => action.Element.ActionTrigger;

        public void Invoke()
        {
            try
            {
                Await(session.Run(action, match, context));
            }
            catch (RuleRhsExpressionEvaluationException failure) when (failure.InnerException is not null)
            {
                // The interceptor runs in the caller's place and sees what the action threw.
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(failure.InnerException).Throw();
            }
        }
    }
}
