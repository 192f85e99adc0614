using System.Globalization;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Looks at the step that a partial match does not satisfy.</summary>
internal sealed class StepLook(TracedBranch trace, Session session, IReadOnlyDictionary<string, object?> bindings)
{
    private const int Evaluations = 200_000;
    private readonly Dictionary<FactKey, List<object?>> _byKey = [];
    private int _budget = Evaluations;

    public PartialMatch At(int level, Token token)
    {
        var values = ValuesAt(level, token);
        var element = trace.Steps[level].Element;
        var (obstacle, candidate, failed) = Look(level, token, element, values);
        var names = values.ToDictionary(v => v.Key.TrimStart('$'), v => v.Value);
        return new PartialMatch(level, trace.Steps.Count, names, HeadOf(element), obstacle, candidate, failed);
    }

    private static string HeadOf(RuleElement element) => element switch
    {
        NotElement not => $"not {HeadOf(not.Source)}",
        ExistsElement exists => $"exists {HeadOf(exists.Source)}",
        ForAllElement all => $"for all {HeadOf(all.BasePattern)}",
        _ => RuleOutline.Head(element),
    };

    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) Look(
        int level, Token token, RuleElement element, Dictionary<string, object?> values) => element switch
        {
            NotElement { Source: PatternElement source } => Witness(source, values),
            ExistsElement { Source: PatternElement source } => Closest(source, FactsOf(source), values),
            ForAllElement all => Violation(all, values),
            PatternElement { Source: BindingElement binding } let => Closest(let, [ValueOf(binding, values)], values),
            PatternElement { Source: AggregateElement } query => QueryResults(level, token, query, values),
            PatternElement pattern => Closest(pattern, FactsOf(pattern), values),
            _ => (Obstacle.NothingThere, null, null),
        };

    private Dictionary<string, object?> ValuesAt(int level, Token token)
    {
        var depth = level == 0 ? 0 : trace.Steps[level - 1].Depth;
        return trace.Slots.Where(s => s.Depth <= depth).ToDictionary(s => s.Declaration.Name, s => token.ValueAt(depth - s.Depth));
    }

    private static object? ValueOf(BindingElement binding, Dictionary<string, object?> values)
    {
        try
        {
            return binding.Rule.Evaluate(ConditionReasons.Arguments(binding.Rule, values));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The value could not be computed, which is what the reader is to see in its place.
            return failure.Message;
        }
    }

    private List<object?> FactsOf(PatternElement pattern)
    {
        if (pattern.Source is AggregateElement aggregate)
        {
            return FactsOf(aggregate.Source);
        }

        if (!_byKey.TryGetValue(pattern.Key, out var facts))
        {
            facts = [.. session.Facts.All.Select(f => f.Value).Where(v => pattern.Key.ClrType.IsInstanceOfType(v)
                && (pattern.Key.DeclaredName is not { } name || (v is IDeclaredFact declared && declared.FactTypeName == name)))];
            _byKey.Add(pattern.Key, facts);
        }

        return facts;
    }

    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) QueryResults(
        int level, Token token, PatternElement query, Dictionary<string, object?> values)
    {
        var step = trace.Steps[level];
        IEnumerable<object?> results = step.Open is { } open
            ? session.Matcher.Index(open).All.SelectMany(WhyNotSearch.Tokens).Select(t => t.Fact!.Value)
            : (step.Node as PipelineNode)?.ResultsFor(session.Matcher, token).Select(r => r.Value) ?? [];
        var known = results.ToList();
        if (known.Count > 0)
        {
            return Closest(query, known, values);
        }

        var origin = query;
        while (origin.Source is AggregateElement aggregate)
        {
            origin = aggregate.Source;
        }

        return origin.Source is null ? Closest(origin, FactsOf(origin), values) : (Obstacle.NothingThere, null, null);
    }

    /// <summary>The candidate that satisfies most conditions, and of those the one that misses the next by least.</summary>
    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) Closest(
        PatternElement pattern, IReadOnlyList<object?> candidates, Dictionary<string, object?> values)
    {
        var isBound = bindings.TryGetValue(pattern.Declaration.Name, out var bound);
        var conditions = ConditionReasons.Of(pattern).ToList();
        (int Held, double Miss, object? Candidate, RuleExpression? Failed)? best = null;
        foreach (var candidate in candidates)
        {
            if (isBound && !ReferenceEquals(candidate, bound) && !Equals(candidate, bound))
            {
                continue;
            }

            var tried = Try(pattern, conditions, candidate, values);
            if (best is null || tried.Held > best.Value.Held || (tried.Held == best.Value.Held && tried.Miss < best.Value.Miss))
            {
                best = (tried.Held, tried.Miss, candidate, tried.Failed);
            }

            if (_budget <= 0)
            {
                break;
            }
        }

        if (best is not { } closest)
        {
            return (Obstacle.NothingThere, null, null);
        }

        var failed = closest.Failed is null ? null : ConditionReasons.Of(closest.Failed, With(values, pattern, closest.Candidate));
        return (Obstacle.ConditionFails, closest.Candidate, failed);
    }

    private (int Held, double Miss, RuleExpression? Failed) Try(
        PatternElement pattern, List<RuleExpression> conditions, object? candidate, Dictionary<string, object?> values)
    {
        var all = With(values, pattern, candidate);
        for (var i = 0; i < conditions.Count; i++)
        {
            _budget--;
            var reason = ConditionReasons.Of(conditions[i], all);
            if (reason.Holds is not true)
            {
                return (i, MissOf(reason.Flip), conditions[i]);
            }
        }

        return (conditions.Count, 0, null);
    }

    private static double MissOf(FlipReason? flip) => flip?.Change switch
    {
        TimeSpan time => Math.Abs(time.TotalSeconds),
        IConvertible number => Math.Abs(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
        _ => double.MaxValue,
    };

    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) Witness(
        PatternElement source, Dictionary<string, object?> values)
    {
        var conditions = ConditionReasons.Of(source).ToList();
        foreach (var fact in FactsOf(source))
        {
            if (Try(source, conditions, fact, values).Failed is null)
            {
                return (Obstacle.Forbidden, fact, null);
            }
        }

        return (Obstacle.Forbidden, null, null);
    }

    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) Violation(
        ForAllElement all, Dictionary<string, object?> values)
    {
        var subject = ConditionReasons.Of(all.BasePattern).ToList();
        foreach (var fact in FactsOf(all.BasePattern))
        {
            if (Try(all.BasePattern, subject, fact, values).Failed is not null)
            {
                continue;
            }

            foreach (var required in all.Patterns)
            {
                if (Try(required, [.. ConditionReasons.Of(required)], fact, values).Failed is { } failed)
                {
                    return (Obstacle.Violated, fact, ConditionReasons.Of(failed, With(values, required, fact)));
                }
            }
        }

        return (Obstacle.Violated, null, null);
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> values, PatternElement pattern, object? candidate) =>
        new(values) { [pattern.Declaration.Name] = candidate };
}
