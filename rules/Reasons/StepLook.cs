using System.Globalization;
using Workflows.Rules.Network;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Reasons;

/// <summary>Looks at the step that a partial match does not satisfy.</summary>
internal sealed class StepLook(BranchWalk walk, WhyNotQuestion question)
{
    private const int Evaluations = 200_000;
    private readonly Dictionary<FactKey, List<object?>> _byKey = [];
    private readonly GroupLook _groups = new(question, walk);
    private int _budget = Evaluations;

    public PartialMatch At(int level, Token token)
    {
        var values = walk.ValuesAt(level, token);
        var element = walk.Trace.Steps[level].Element;
        var names = values.ToDictionary(v => v.Key.TrimStart('$'), v => v.Value);
        var at = new PartialMatch(level, walk.Trace.Steps.Count, names, HeadOf(element), Obstacle.NothingThere, null, null);
        if (element is ExistsElement exists && !IsPlain(exists.Source))
        {
            return _groups.Furthest(level, token, exists.Source) is { } inner
                ? at with { Obstacle = inner.Obstacle, Candidate = inner.Candidate, Failed = inner.Failed, Inner = inner } : at;
        }

        var (obstacle, candidate, failed) = Look(level, token, element, values);
        return at with { Obstacle = obstacle, Candidate = candidate, Failed = failed };
    }

    private static bool IsPlain(RuleElement element) => element is PatternElement { Source: null };

    private static string HeadOf(RuleElement element) => element switch
    {
        NotElement not => $"not {HeadOf(not.Source)}",
        ExistsElement exists => $"exists {HeadOf(exists.Source)}",
        ForAllElement all => $"for all {HeadOf(all.BasePattern)}",
        GroupElement group => $"({string.Join(group is OrElement ? " or " : ", ", group.ChildElements.Select(HeadOf))})",
        _ => RuleOutline.Head(element),
    };

    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) Look(
        int level, Token token, RuleElement element, Dictionary<string, object?> values) => element switch
        {
            NotElement { Source: PatternElement { Source: null } source } => Witness(source, values),
            NotElement not => (Obstacle.Forbidden, OneOrAll(_groups.Whole(level, token, not.Source)), null),
            ExistsElement { Source: PatternElement source } => Closest(source, FactsOf(source), values),
            ForAllElement all => Violation(all, values),
            PatternElement { Source: BindingElement binding } let => Closest(let, [ValueOf(binding, values)], values),
            PatternElement { Source: AggregateElement } query => QueryResults(level, token, query, values),
            PatternElement pattern => Closest(pattern, FactsOf(pattern), values),
            _ => (Obstacle.NothingThere, null, null),
        };

    private static object? OneOrAll(IReadOnlyList<object?>? facts) => facts is [var one] ? one : facts;

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
            facts = [.. walk.Session.Facts.All.Select(f => f.Value).Where(v => pattern.Key.ClrType.IsInstanceOfType(v)
                && (pattern.Key.DeclaredName is not { } name || (v is IDeclaredFact declared && declared.FactTypeName == name)))];
            _byKey.Add(pattern.Key, facts);
        }

        return facts;
    }

    private (Obstacle Obstacle, object? Candidate, ConditionReason? Failed) QueryResults(
        int level, Token token, PatternElement query, Dictionary<string, object?> values)
    {
        var step = walk.Trace.Steps[level];
        IEnumerable<object?> results = step.Open is { } open
            ? walk.Session.Matcher.Index(open).All.SelectMany(BranchWalk.Tokens).Select(t => t.Fact!.Value)
            : (step.Node as PipelineNode)?.ResultsFor(walk.Session.Matcher, token).Select(r => r.Value) ?? [];
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
        var isBound = question.Bindings.TryGetValue(pattern.Declaration.Name, out var bound);
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
