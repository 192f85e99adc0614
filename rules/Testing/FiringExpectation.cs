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
        var status = Times.Holds(met.Count) ? RuleAssertStatus.Passed : RuleAssertStatus.Failed;
        return new RuleAssertResult($"Rule {Rule.Name} fired with ({string.Join(", ", Constraints)})", status, Times, met.Count);
    }
}

internal sealed class RulesFiringVerification(IReadOnlyList<IRuleDefinition> rules) : IRulesFiringVerification
{
    public List<FiringExpectation> Expectations { get; } = [];

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
    private readonly List<(IRuleDefinition Rule, IReadOnlyList<FactConstraint> Constraints)> _expected = [];

    public IRuleFiringVerification Rule() => new Step(this, RuleChoice.Only(rules));

    public IRuleFiringVerification Rule(string ruleName) => new Step(this, RuleChoice.Named(rules, ruleName));

    public IRuleFiringVerification Rule(Type ruleType) => new Step(this, RuleChoice.Of(rules, ruleType));

    public IRuleFiringVerification Rule<TRule>()
        where TRule : Rule => Rule(typeof(TRule));

    public RuleAssertResult Check(IReadOnlyList<Firing> firings)
    {
        var passes = firings.Count == _expected.Count
            && !firings.Where((f, i) => !f.Meets(_expected[i].Rule, _expected[i].Constraints)).Any();
        if (passes)
        {
            for (var i = 0; i < firings.Count; i++)
            {
                firings[i].Tell(_expected[i].Constraints);
            }
        }

        return new RuleAssertResult(
            "Rules fired in order",
            passes ? RuleAssertStatus.Passed : RuleAssertStatus.Failed,
            string.Join(", ", _expected.Select(e => $"{e.Rule.Name}({string.Join(", ", e.Constraints)})")),
            string.Join(", ", firings.Select(f => $"{f.Rule.Name}({string.Join(", ", f.Facts.Select(x => x.Value))})")));
    }

    private sealed class Step(RuleSequenceVerification all, IRuleDefinition rule) : IRuleFiringVerification
    {
        public void Fired(params FactConstraint[] constraints) => all._expected.Add((rule, constraints));
    }
}
