using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Makes the effects, as data, that a match asks for.</summary>
internal sealed class EffectCall(BoundEffect action, string rule, IReadOnlyList<ScopeName> names, Evaluation evaluation)
    : ActionCall(action, names, evaluation)
{
    private AssignmentCall[]? _fields;
    private FormulaCall? _target;

    protected override object? One(object?[] arguments)
    {
        _fields ??= [.. action.Fields.Select(f => new AssignmentCall(f, Names, Evaluation))];
        _target ??= new FormulaCall(action.Target!, Names, Evaluation);
        if (_target.Evaluate(arguments) is not string target || target.Length == 0)
        {
            Evaluation.Fail(RunProblems.NoTarget(action.Text));
            return null;
        }

        var fields = FeelContext.Of(_fields.Select(f => (f.Name, ValueOf(f, arguments))));
        return new RuleEffect(VerbOf(action.Verb), target, fields, rule);
    }

    private static object? ValueOf(AssignmentCall call, object?[] arguments) => call.Text(arguments) switch
    {
        { Zh: null } text => text.En,
        { } text => text,
        null => call.Value(arguments) is var value && value is RuleGroup group ? group.Facts : value,
    };

    private static RuleEffectVerb VerbOf(EffectVerb verb) => verb switch
    {
        EffectVerb.RaiseEvent => RuleEffectVerb.RaiseEvent,
        EffectVerb.StartWorkflow => RuleEffectVerb.StartWorkflow,
        _ => RuleEffectVerb.Notify,
    };
}
