using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Makes the facts that a match concludes, and tells their reasons.</summary>
internal sealed class ConcludeCall : ActionCall
{
    private readonly BoundConclude _action;
    private readonly AssignmentCall[] _fields;
    private readonly TemplateCall? _because;
    private readonly int _text;

    public ConcludeCall(BoundConclude action, IReadOnlyList<ScopeName> names, Evaluation evaluation)
        : base(action, names, evaluation)
    {
        _action = action;
        _fields = [.. action.Fields.Select(f => new AssignmentCall(f, Names, evaluation))];
        _because = action.Because is null ? null : new TemplateCall(action.Because, Names, evaluation);
        _text = action.Fields.FirstOrDefault(f => action.Type.Fields[f.Slot].IsText)?.Slot ?? -1;
    }

    /// <summary>
    /// The texts of the reasons, in the order of the facts: what <c>because</c> says, else the first field that is a text; null where
    /// neither is there.
    /// </summary>
    public IReadOnlyList<LocalizedText?> Reasons(object?[] arguments) =>
        [.. Each(arguments, a => One(a) is RuleFact fact ? new Reason(ReasonOf(fact, a)) : null).Select(r => ((Reason)r!).Text)];

    protected override object? One(object?[] arguments)
    {
        var type = _action.Type;
        var values = new object?[type.Fields.Count];
        foreach (var call in _fields)
        {
            var field = type.Fields[call.Slot];
            if (call.Text(arguments) is { } text)
            {
                values[call.Slot] = field.IsText ? text : text.En;
                continue;
            }

            var value = call.Value(arguments);
            if (!TryFit(field, value, out values[call.Slot]))
            {
                Evaluation.Fail(RunProblems.WrongValue(type, field, value));
                return null;
            }
        }

        return Checked(type, values);
    }

    private LocalizedText? ReasonOf(RuleFact fact, object?[] arguments) =>
        _because?.Evaluate(arguments) ?? (_text < 0 ? null : fact[_text] as LocalizedText);

    private RuleFact? Checked(FactType type, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            if (values[i] is null ? field.IsKey : field.Allowed?.Contains(values[i]) == false)
            {
                Evaluation.Fail(RunProblems.WrongValue(type, field, values[i]));
                return null;
            }
        }

        return new RuleFact(type, values);
    }

    private static bool TryFit(FactField field, object? value, out object? fitted)
    {
        fitted = value switch
        {
            RuleFact fact when field.Reference == fact.FactTypeName && fact.FactType.KeySlots is [var key] => fact[key],
            string text when field.IsText => new LocalizedText(text, null),
            IFeelContext context when field.IsText && context.TryGet("en", out var en) && en is string english =>
                new LocalizedText(english, context.TryGet("zh", out var zh) ? zh as string : null),
            _ => value,
        };
        return field.IsText ? fitted is null or LocalizedText : FeelValues.TryConvert(fitted, field.Type, out fitted);
    }

    private sealed record Reason(LocalizedText? Text);
}
