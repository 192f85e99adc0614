using System.Globalization;
using System.Text;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>A formula bound to the arguments of one rule expression: knows for each slot which argument fills it.</summary>
internal sealed class FormulaCall
{
    private readonly Formula _formula;
    private readonly Evaluation _evaluation;
    private readonly Step[] _steps;
    private readonly bool _isField;

    /// <param name="formula">What is evaluated.</param>
    /// <param name="arguments">The rule's names in the order of the arguments.</param>
    /// <param name="evaluation">Parameters, tables and moment.</param>
    public FormulaCall(Formula formula, IReadOnlyList<ScopeName> arguments, Evaluation evaluation)
    {
        _formula = formula;
        _evaluation = evaluation;
        _steps = [.. formula.Slots.Select(s => StepOf(s, arguments))];
        _isField = formula.IsSlot && _steps[0].Kind is SlotKind.Field or SlotKind.Key;
        Signature = Describe(arguments);
    }

    /// <summary>What the formula means with its arguments numbered; equal for formulas that mean the same.</summary>
    public string Signature { get; }

    public object? Evaluate(object?[] arguments)
    {
        if (_isField)
        {
            ref readonly var only = ref _steps[0];
            return arguments[only.Argument] is RuleFact fact ? fact[only.Field] : null;
        }

        var slots = new object?[_steps.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = Fill(_steps[i], arguments);
        }

        return _formula.Expression.Evaluate(slots, _evaluation.Run);
    }

    /// <summary>The value where there is one argument.</summary>
    public object? Evaluate(object? argument) => _isField ? (argument as RuleFact)?[_steps[0].Field] : Evaluate([argument]);

    /// <summary>A match's value as expressions see it.</summary>
    public static object? ValueOf(object? raw, ScopeName name) => raw switch
    {
        OrderedValue ordered => ordered.Value,
        IGrouping<object, RuleFact> group => GroupOf(group, name),
        int number => (decimal)number,
        _ => raw,
    };

    private static RuleGroup GroupOf(IGrouping<object, RuleFact> group, ScopeName name)
    {
        var keys = group.Key is KeyParts parts ? parts.Values : [group.Key];
        return new RuleGroup((ContextType)name.Type, name.Fact!, keys, (IReadOnlyList<object?>)group);
    }

    private static object? Fill(in Step step, object?[] arguments) => step.Kind switch
    {
        SlotKind.Field or SlotKind.Key => arguments[step.Argument] is RuleFact fact ? fact[step.Field] : null,
        SlotKind.Whole => ValueOf(arguments[step.Argument], step.Name!),
        _ => step.Constant,
    };

    private Step StepOf(SlotSource source, IReadOnlyList<ScopeName> arguments)
    {
        switch (source.Kind)
        {
            case SlotKind.Parameter:
                return new Step(source.Kind, 0, 0, null, _evaluation.Parameters.GetValueOrDefault(source.Name));
            case SlotKind.Table:
                return new Step(source.Kind, 0, 0, null, _evaluation.TableOf(source.Name));
            default:
                var at = 0;
                while (arguments[at].Name != source.Name)
                {
                    at++;
                }

                return new Step(source.Kind, at, source.Field, arguments[at], null);
        }
    }

    private string Describe(IReadOnlyList<ScopeName> arguments)
    {
        var text = new StringBuilder(_formula.Text);
        for (var i = 0; i < _steps.Length; i++)
        {
            var (step, source) = (_steps[i], _formula.Slots[i]);
            text.Append('\u001F').Append(CultureInfo.InvariantCulture, $"{step.Kind} {step.Argument} {step.Field} ")
                .Append(source.IsVariable ? arguments[step.Argument].Fact?.Name : source.Name);
        }

        return text.ToString();
    }

    private readonly record struct Step(SlotKind Kind, int Argument, int Field, ScopeName? Name, object? Constant);
}
