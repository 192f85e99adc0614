using Workflows.Rules.AgendaFilters;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>The queue of matches: by priority, then first come first served. A match stands in it once.</summary>
internal sealed class Agenda(Session session) : IAgenda
{
    // Highest priority first.
    private readonly List<MatchQueue> _queues = [];
    private readonly List<IAgendaFilter> _filters = [];
    private readonly Dictionary<IRuleDefinition, List<IAgendaFilter>> _ruleFilters = [];
    private AgendaContext? _context;
    private MatchQueue? _latest;
    private bool _isLookedInto;

    public bool IsEmpty => Count == 0;

    public int Count { get; private set; }

    public bool HasFilters => _filters.Count > 0 || _ruleFilters.Count > 0;

    private AgendaContext Context => _context ??= new AgendaContext(session);

    /// <summary>Whether matches have been shown, and may be held on to, outside the session.</summary>
    public bool IsLookedInto => _isLookedInto || HasFilters;

    public IMatch? Peek()
    {
        _isLookedInto = true;
        return First();
    }

    public void Clear()
    {
        while (First() is { } match)
        {
            Dequeue(match);
        }
    }

    public void AddFilter(IAgendaFilter filter) => _filters.Add(filter);

    public void AddFilter(IRuleDefinition rule, IAgendaFilter filter)
    {
        if (!_ruleFilters.TryGetValue(rule, out var filters))
        {
            _ruleFilters.Add(rule, filters = []);
        }

        filters.Add(filter);
    }

    public bool Accepts(Match match)
    {
        if (!HasFilters)
        {
            return true;
        }

        var activation = new Activation(match);
        return _filters.TrueForAll(f => f.Accept(Context, activation))
            && (!_ruleFilters.TryGetValue(match.Rule, out var own) || own.TrueForAll(f => f.Accept(Context, activation)));
    }

    public void Selected(Match match) => Tell(match, (filter, activation) => filter.Select(Context, activation));

    public void Gone(Match match) => Tell(match, (filter, activation) => filter.Remove(Context, activation));

    /// <summary>Everything that waits, in the order in which it would fire.</summary>
    public IEnumerable<Match> Waiting()
    {
        foreach (var queue in _queues)
        {
            for (var match = queue.First; match is not null; match = (Match?)match.Place.Next)
            {
                yield return match;
            }
        }
    }

    /// <summary>An empty agenda of a session with this one's filters.</summary>
    public Agenda Anew(Session owner)
    {
        var made = new Agenda(owner);
        made._filters.AddRange(_filters);
        foreach (var (rule, filters) in _ruleFilters)
        {
            made._ruleFilters.Add(rule, [.. filters]);
        }

        return made;
    }

    public Match? Take()
    {
        var match = First();
        if (match is not null)
        {
            Dequeue(match);
        }

        return match;
    }

    public void Enqueue(Match match)
    {
        if (match.Has(TokenFlags.Queued))
        {
            return;
        }

        QueueOf(match.Compiled.Priority).Append(match);
        match.Set(TokenFlags.Queued, true);
        Count++;
    }

    public void Dequeue(Match match)
    {
        if (match.Has(TokenFlags.Queued))
        {
            QueueOf(match.Compiled.Priority).Remove(match);
            match.Set(TokenFlags.Queued, false);
            Count--;
        }
    }

    // Most rules have one priority, so the queue asked for is mostly the one asked for before.
    private MatchQueue QueueOf(int priority)
    {
        if (_latest?.Priority != priority)
        {
            var place = 0;
            while (place < _queues.Count && _queues[place].Priority > priority)
            {
                place++;
            }

            if (place == _queues.Count || _queues[place].Priority != priority)
            {
                _queues.Insert(place, new MatchQueue(priority));
            }

            _latest = _queues[place];
        }

        return _latest;
    }

    private Match? First()
    {
        if (Count > 0)
        {
            foreach (var queue in _queues)
            {
                if (queue.First is { } match)
                {
                    return match;
                }
            }
        }

        return null;
    }

    private void Tell(Match match, Action<IStatefulAgendaFilter, Activation> tell)
    {
        var activation = new Activation(match);
        var own = _ruleFilters.GetValueOrDefault(match.Rule) ?? [];
        foreach (var filter in _filters.Concat(own).OfType<IStatefulAgendaFilter>().ToList())
        {
            tell(filter, activation);
        }
    }

    private sealed class MatchQueue(int priority)
    {
        private Match? _last;

        public int Priority { get; } = priority;

        public Match? First { get; private set; }

        public void Append(Match match)
        {
            match.Place.Prev = _last;
            match.Place.Next = null;
            if (_last is null)
            {
                First = match;
            }
            else
            {
                _last.Place.Next = match;
            }

            _last = match;
        }

        public void Remove(Match match)
        {
            var (next, prev) = ((Match?)match.Place.Next, (Match?)match.Place.Prev);
            if (prev is null)
            {
                First = next;
            }
            else
            {
                prev.Place.Next = next;
            }

            if (next is null)
            {
                _last = prev;
            }
            else
            {
                next.Place.Prev = prev;
            }

            match.Place.Next = null;
            match.Place.Prev = null;
        }
    }
}
