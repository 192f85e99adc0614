using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleModel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>
/// A rule set compiled for one set of parameter values. Lent to one judge at a time, because its expressions share one
/// <see cref="Evaluation"/>.
/// </summary>
internal sealed class RuleKit
{
    private readonly Dictionary<ActionElement, ConcludeCall> _calls;

    private RuleKit(
        ISessionFactory factory, Evaluation evaluation, IReadOnlyList<BoundRule> rules, Dictionary<ActionElement, ConcludeCall> calls)
    {
        _calls = calls;
        Factory = factory;
        Evaluation = evaluation;
        Rules = rules.ToDictionary(r => r.Name);
    }

    public ISessionFactory Factory { get; }

    public Evaluation Evaluation { get; }

    public IReadOnlyDictionary<string, BoundRule> Rules { get; }

    public static RuleKit Make(ProgramModel model, IReadOnlyDictionary<string, object?> parameters)
    {
        var evaluation = new Evaluation(parameters, (name, e) => FunctionOf(model.Tables.First(t => t.Name == name), e));
        var compiler = new RuleCompiler();
        compiler.FactIdentityComparerRegistry.RegisterComparer(new FactSameness());
        var calls = new Dictionary<ActionElement, ConcludeCall>(ReferenceEqualityComparer.Instance);
        var rules = model.Rules.Select(r => (IRuleDefinition)RuleMaker.Make(r, evaluation, calls)).ToList();
        return new RuleKit(compiler.Compile(rules), evaluation, model.Rules, calls);
    }

    /// <summary>What makes the facts of one conclusion, and tells their reasons.</summary>
    public ConcludeCall CallOf(ActionElement action) => _calls[action];

    /// <summary>A table as expressions call it.</summary>
    public static DelegateFunction FunctionOf(BoundTable table, Evaluation evaluation) =>
        new(table.Name, table.Arguments, table.Result, (inputs, run) => Decide(table, inputs, evaluation.Parameters, run).Value);

    public static TableHit Decide(BoundTable table, object?[] inputs, IReadOnlyDictionary<string, object?> parameters, FeelRun run)
    {
        object?[] slots = [.. inputs, .. table.Parameters.Select(p => parameters.GetValueOrDefault(p))];
        return table.Table.Decide(inputs, slots, run);
    }
}
