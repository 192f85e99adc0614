using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules;

/// <summary>Snapshots, forks, and rules that change under a running session: the memory is built anew and takes over what had happened.
/// </summary>
internal sealed partial class Session
{
    public IReadOnlyList<IRuleDefinition> Rules => [.. Network.Rules.Select(r => r.Definition)];

    public SessionSnapshot Snapshot(Func<object, object>? copy = null)
    {
        if (_linked.Count > 0)
        {
            throw new InvalidOperationException("Conclusions wait to be matched: call PropagateLinked first");
        }

        var facts = _facts.All.ToList();
        var naming = new MatchNaming(facts.Index().ToDictionary(f => f.Item, f => f.Index));
        var images = _matcher.LiveMatches().Distinct().ToDictionary(m => m, m => ImageOf(m, naming));
        var waiting = _agenda.Waiting().Select(m => images.TryGetValue(m, out var image) ? image : ImageOf(m, naming)).ToList();
        return new SessionSnapshot([.. facts.Select(f => ImageOf(f, images, copy))], [.. images.Values], waiting)
        {
            Now = Now,
            Effects = [.. _effects],
        };
    }

    public void Restore(SessionSnapshot snapshot)
    {
        RefuseWhileFiring();
        _linked = [];
        Rebuild(snapshot, Network);
    }

    public ISession Fork(Func<object, object>? copy = null)
    {
        var fork = new Session(_factory, null)
        {
            DependencyResolver = DependencyResolver,
            ActionInterceptor = ActionInterceptor,
            AutoPropagateLinkedFacts = AutoPropagateLinkedFacts,
            CycleLimit = CycleLimit,
        };
        fork._agenda = _agenda.Anew(fork);
        fork.Rebuild(Snapshot(copy), Network);
        return fork;
    }

    public void PutRules(params IRuleDefinition[] rules)
    {
        var all = Rules.ToList();
        foreach (var rule in rules)
        {
            var place = all.FindIndex(r => r.Name == rule.Name);
            if (place < 0)
            {
                all.Add(rule);
            }
            else
            {
                all[place] = rule;
            }
        }

        SetRules(all);
    }

    public void RemoveRules(params string[] names)
    {
        var all = Rules.ToList();
        foreach (var name in names)
        {
            if (all.RemoveAll(r => r.Name == name) == 0)
            {
                throw new ArgumentException($"The session has no rule named '{name}'", nameof(names));
            }
        }

        SetRules(all);
    }

    private void SetRules(IReadOnlyList<IRuleDefinition> rules)
    {
        RefuseWhileFiring();
        PropagatePending();
        Rebuild(Snapshot(), RuleCompiler.BuildNetwork(rules, _factory.Registry, CancellationToken.None));
    }

    private void RefuseWhileFiring()
    {
        if (_depth > 0)
        {
            throw new InvalidOperationException("A rule is firing: do this between firing rounds");
        }
    }

    private MatchImage ImageOf(Match match, MatchNaming naming) =>
        new(match.Rule, match.Terminal.BranchNumber, naming.Of(match), match.Flags, match.Trigger)
        {
            FiredKeys = match.FiredKeys,
            IsOutOfTime = _outOfTime?.Contains(match) ?? false,
            Gone = match.IsAlive ? null : [.. match.Facts.Select(f => f.Value)],
        };

    private FactImage ImageOf(WorkFact fact, Dictionary<Match, MatchImage> matches, Func<object, object>? copy)
    {
        var value = copy is null ? fact.Value! : copy(fact.Value!);
        DateTimeOffset? expires = _expiries is not null && _expiries.TryGetValue(fact, out var at) ? at : null;
        var image = new FactImage(value, fact.Justified is not null, fact.Justified is null or { IsStated: true }, expires);
        image.Reasons.AddRange(
            fact.Justified?.Reasons.Where(r => matches.ContainsKey(r.Match)).Select(r => (matches[r.Match], r.Key)) ?? []);
        return image;
    }

    /// <summary>The memory of a snapshot over a network; what fails leaves the session as it was.</summary>
    private void Rebuild(SessionSnapshot snapshot, CompiledNetwork network)
    {
        var before = (_facts, _matcher, _agenda, _expiries, _outOfTime, Now, _failure);
        try
        {
            (_facts, _agenda) = (new FactStore(_identity), _agenda.Anew(this));
            _matcher = new Matcher(network, this) { Facts = _facts.All };
            (_expiries, _outOfTime, Now) = (null, null, snapshot.Now);
            TakeOver(snapshot, Refill(snapshot));
            Drop([.. _facts.All.Where(f => f.Justified is { Count: 0, IsStated: false })]);
        }
        catch (Exception failure)
        {
            var told = Told(failure);
            (_facts, _matcher, _agenda, _expiries, _outOfTime, Now, _failure) = before;
            _linked = [];
            if (told is not null)
            {
                throw told;
            }

            throw;
        }

        _effects.Clear();
        _effects.AddRange(snapshot.Effects);
        _overdue.Clear();
    }

    private List<WorkFact> Refill(SessionSnapshot snapshot)
    {
        _matcher.Start();
        List<WorkFact> facts = [];
        foreach (var image in snapshot.Facts)
        {
            var fact = _facts.Add(image.Value);
            facts.Add(fact);
            fact.Justified = image.IsConcluded ? new Justifications { IsStated = image.IsStated } : null;
            if (image.Expires is { } expires)
            {
                (_expiries ??= []).Add(fact, expires);
            }
        }

        _matcher.InsertFacts(facts);
        _matcher.Flush();
        return facts;
    }

    private void TakeOver(SessionSnapshot snapshot, List<WorkFact> facts)
    {
        var created = _matcher.TakeMatchChanges(new()).All
            .Where(c => c.Kind == MatchChangeKind.Created && c.Match.IsAlive).Select(c => c.Match).ToList();
        _matcher.Commit();
        var naming = new MatchNaming(facts.Index().ToDictionary(f => f.Item, f => f.Index));
        var unknown = created.GroupBy(m => (m.Rule, m.Terminal.BranchNumber, naming.Of(m)))
            .ToDictionary(g => g.Key, g => new Queue<Match>(g));
        Dictionary<MatchImage, Match> known = new(ReferenceEqualityComparer.Instance);
        foreach (var image in snapshot.Matches)
        {
            if (unknown.TryGetValue((image.Rule, image.Branch, image.Facts), out var matches) && matches.TryDequeue(out var match))
            {
                known.Add(image, match);
                TakeOver(image, match);
            }
        }

        Justify(snapshot, facts, known);
        Requeue(snapshot, known);
        var taken = known.Values.ToHashSet();
        foreach (var match in created.Where(m => !taken.Contains(m)))
        {
            match.Set(TokenFlags.Pending, true);
            match.Set(TokenFlags.Filtered, (match.Compiled.HasFilters || _agenda.HasFilters) && !Passes(match));
            Come(match);
        }
    }

    private void TakeOver(MatchImage image, Match match)
    {
        match.Flags = image.Flags & ~TokenFlags.Queued;
        match.FiredKeys = image.FiredKeys;
        match.Trigger = image.Trigger;
        if (image.IsOutOfTime)
        {
            (_outOfTime ??= []).Add(match);
        }
    }

    private static void Justify(SessionSnapshot snapshot, List<WorkFact> facts, Dictionary<MatchImage, Match> known)
    {
        foreach (var (number, image) in snapshot.Facts.Index())
        {
            foreach (var (reason, key) in image.Reasons)
            {
                if (known.TryGetValue(reason, out var match))
                {
                    facts[number].Justified!.Add(match, key);
                    (match.Linked ??= []).Add(key, facts[number]);
                }
            }
        }
    }

    private void Requeue(SessionSnapshot snapshot, Dictionary<MatchImage, Match> known)
    {
        foreach (var image in snapshot.Waiting)
        {
            if (known.TryGetValue(image, out var match) || TryRevive(image, out match))
            {
                _agenda.Enqueue(match);
            }
        }
    }

    /// <summary>A match that is gone and waits for its undo: its names and values are all that its actions need.</summary>
    private bool TryRevive(MatchImage image, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Match? match)
    {
        var terminal = Network.Terminals.FirstOrDefault(t => t.Rule.Definition == image.Rule && t.BranchNumber == image.Branch);
        if (terminal is null || image.Gone is null)
        {
            match = null;
            return false;
        }

        var chain = new JoinToken[terminal.MatchDepth];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i] = i == chain.Length - 1 ? new Match(terminal) : new ResultToken(terminal);
            chain[i].Parent = i == 0 ? null : chain[i - 1];
        }

        foreach (var (i, slot) in terminal.Slots.Index())
        {
            chain[slot.Depth - 1].Fact = new WorkFact(image.Gone[i]);
        }

        match = (Match)chain[^1];
        match.Flags = image.Flags & ~TokenFlags.Queued;
        match.Trigger = image.Trigger;
        return true;
    }

    /// <summary>Conclusions whose rules are no longer there go, and what rests on them.</summary>
    private void Drop(List<WorkFact> baseless)
    {
        if (baseless.Count > 0)
        {
            baseless.ForEach(_facts.Remove);
            var round = new Round(this);
            round.Retracted.AddRange(baseless);
            round.Finish();
            round.Clear();
            PropagatePending();
        }
    }
}
