using Workflows.Benchmarks;
using Workflows.Benchmarks.Engine;
using Workflows.Benchmarks.Rules;
using Workflows.Benchmarks.Serving;
using Workflows.Benchmarks.Storage;

Benchmark[] all =
[
    new OneFact(),
    new EqualityJoin(),
    new RangeJoin(),
    new ModuloJoin(),
    new Escalation(),
    new Bonus(),
    new FraudJoin(),
    new FraudGroup(),
    new FraudGrowth(),
    new Manners(),
    new ManyRules(),
    new ColdStart(),
    new RuleFileChecks(),
    new EngineRuns(),
    new FeelCondition(),
    new LargeTable(),
    new DurableTransitions(),
    new FiveStepRuns(),
    new TriggerLoad(),
    new DueTimers(),
    new MillionWaiting(),
];

return ColdStart.TryRunInner(args) ? 0 : Harness.Run(all, args);
