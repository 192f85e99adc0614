using Workflows.Benchmarks;
using Workflows.Benchmarks.Rules;

Benchmark[] all =
[
    new OneFact(),
    new EqualityJoin(),
    new ModuloJoin(),
    new Escalation(),
    new Bonus(),
    new FraudJoin(),
    new FraudGroup(),
    new Manners(),
    new ManyRules(),
    new ColdStart(),
];

return ColdStart.TryRunInner(args) ? 0 : Harness.Run(all, args);
