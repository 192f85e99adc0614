using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Testing;

/// <summary>One firing as it was when it happened; facts may change afterwards.</summary>
internal sealed record Firing(IRuleDefinition Rule, IReadOnlyList<IFactMatch> Facts)
{
    public bool Meets(IRuleDefinition rule, IReadOnlyList<FactConstraint> constraints) =>
        ReferenceEquals(Rule, rule) && Assign(constraints) is not null;

    public void Tell(IReadOnlyList<FactConstraint> constraints)
    {
        var assigned = Assign(constraints)!;
        for (var i = 0; i < constraints.Count; i++)
        {
            constraints[i].Tell(assigned[i]);
        }
    }

    // Each constraint takes a fact of its own where it can, so that two constraints on one type speak of two facts.
    private List<IFactMatch>? Assign(IReadOnlyList<FactConstraint> constraints)
    {
        List<IFactMatch> assigned = [];
        foreach (var constraint in constraints)
        {
            var met = Facts.Where(constraint.IsMetBy).ToList();
            if (met.Count == 0)
            {
                return null;
            }

            assigned.Add(met.Find(f => !assigned.Contains(f)) ?? met[0]);
        }

        return assigned;
    }
}

internal sealed class RuleInvocationRecorder : IRuleInvocationRecorder
{
    private readonly List<Firing> _firings = [];

    public IReadOnlyList<Firing> Firings => _firings;

    public void Clear() => _firings.Clear();

    public void Record(IMatch match) => _firings.Add(new Firing(match.Rule, [.. match.Facts.Select(f => new Seen(f))]));

    private sealed class Seen(IFactMatch fact) : IFactMatch
    {
        public Declaration Declaration { get; } = fact.Declaration;

        public Type Type { get; } = fact.Type;

        public object? Value { get; } = fact.Value;

        public IFactSource? Source { get; } = fact.Source;
    }
}

/// <summary>How often a rule should fire.</summary>
internal sealed record FiringExpectation(IRuleDefinition Rule, Times Times, IReadOnlyList<FactConstraint> Constraints)
{
    public RuleAssertResult Check(IReadOnlyList<Firing> firings)
    {
        var met = firings.Where(f => f.Meets(Rule, Constraints)).ToList();
        met.ForEach(f => f.Tell(Constraints));
        return Result(Times.Holds(met.Count) ? RuleAssertStatus.Passed : RuleAssertStatus.Failed, met.Count);
    }

    public RuleAssertResult Result(RuleAssertStatus status, int actual) => new(
        Rule.Name, status, Constraints.Count == 0 ? "Fired" : $"Fired With: {string.Join(", ", Constraints)}", Times.Expected, actual);
}

internal sealed class RulesFiringVerification(IReadOnlyList<IRuleDefinition> rules) : IRulesFiringVerification
{
    public List<FiringExpectation> Expectations { get; } = [];

    /// <summary>The first that is not met; or that rules fired more often than all of them together say.</summary>
    public RuleAssertResult Check(IReadOnlyList<Firing> firings)
    {
        foreach (var result in Expectations.Select(e => e.Check(firings)))
        {
            if (result.Status == RuleAssertStatus.Failed)
            {
                return result;
            }
        }

        var expected = Expectations.Sum(e => e.Times.Most ?? firings.Count);
        var isTooMany = expected > 0 && expected < firings.Count;
        return new RuleAssertResult(
            null, isTooMany ? RuleAssertStatus.Failed : RuleAssertStatus.Passed, "Fired", expected, isTooMany ? firings.Count : expected);
    }

    public IQualifiedRuleFiringVerification Rule() => new Qualified(this, RuleChoice.Only(rules));

    public IQualifiedRuleFiringVerification Rule(string ruleName) => new Qualified(this, RuleChoice.Named(rules, ruleName));

    public IQualifiedRuleFiringVerification Rule(Type ruleType) => new Qualified(this, RuleChoice.Of(rules, ruleType));

    public IQualifiedRuleFiringVerification Rule<TRule>()
        where TRule : Rule => Rule(typeof(TRule));

    private sealed class Qualified(RulesFiringVerification all, IRuleDefinition rule) : IQualifiedRuleFiringVerification
    {
        public void Fired(params FactConstraint[] constraints) => Fired(Times.Once, constraints);

        public void Fired(Times times, params FactConstraint[] constraints) =>
            all.Expectations.Add(new FiringExpectation(rule, times, constraints));
    }
}

internal sealed class RuleSequenceVerification(IReadOnlyList<IRuleDefinition> rules) : IRuleSequenceFiringVerification
{
    private readonly List<FiringExpectation> _expected = [];

    public IRuleFiringVerification Rule() => new Step(this, RuleChoice.Only(rules));

    public IRuleFiringVerification Rule(string ruleName) => new Step(this, RuleChoice.Named(rules, ruleName));

    public IRuleFiringVerification Rule(Type ruleType) => new Step(this, RuleChoice.Of(rules, ruleType));

    public IRuleFiringVerification Rule<TRule>()
        where TRule : Rule => Rule(typeof(TRule));

    public RuleAssertResult Check(IReadOnlyList<Firing> firings)
    {
        for (var i = 0; i < _expected.Count; i++)
        {
            if (i >= firings.Count || !firings[i].Meets(_expected[i].Rule, _expected[i].Constraints))
            {
                return _expected[i].Result(RuleAssertStatus.Failed, 0);
            }

            firings[i].Tell(_expected[i].Constraints);
        }

        var status = _expected.Count == firings.Count ? RuleAssertStatus.Passed : RuleAssertStatus.Failed;
        return new RuleAssertResult(null, status, "Fired", _expected.Count, firings.Count);
    }

    private sealed class Step(RuleSequenceVerification all, IRuleDefinition rule) : IRuleFiringVerification
    {
        public void Fired(params FactConstraint[] constraints) => all._expected.Add(new FiringExpectation(rule, Times.Once, constraints));
    }
}
