using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>Carries out one line below <c>then</c> for a match: once, or once for each member of a list.</summary>
internal abstract class ActionCall
{
    private readonly FormulaCall? _in;

    protected ActionCall(BoundAction action, IReadOnlyList<ScopeName> names, Evaluation evaluation)
    {
        Evaluation = evaluation;
        _in = action.In is null ? null : new FormulaCall(action.In, names, evaluation);
        Names = action.Each is null ? names : [.. names, action.Each];
    }

    protected Evaluation Evaluation { get; }

    /// <summary>The names of the arguments, the member's last.</summary>
    protected IReadOnlyList<ScopeName> Names { get; }

    /// <summary>A list with what the match gives; members that give nothing leave their place out.</summary>
    public object? Evaluate(object?[] arguments) => Each(arguments, One);

    protected abstract object? One(object?[] arguments);

    protected object?[] Each(object?[] arguments, Func<object?[], object?> one)
    {
        if (_in is null)
        {
            return one(arguments) is { } single ? [single] : [];
        }

        var made = new List<object?>();
        foreach (var member in FeelValues.AsList(_in.Evaluate(arguments)) ?? [])
        {
            if (one([.. arguments, member]) is { } item)
            {
                made.Add(item);
            }
        }

        return [.. made];
    }
}

/// <summary>A field's value for a match.</summary>
internal sealed class AssignmentCall(BoundAssignment assignment, IReadOnlyList<ScopeName> names, Evaluation evaluation)
{
    private readonly FormulaCall? _value = assignment.Value is null ? null : new FormulaCall(assignment.Value, names, evaluation);
    private readonly TemplateCall? _template = assignment.Template is null
        ? null : new TemplateCall(assignment.Template, names, evaluation);

    public string Name => assignment.Name;

    public int Slot => assignment.Slot;

    public LocalizedText? Text(object?[] arguments) => _template?.Evaluate(arguments);

    public object? Value(object?[] arguments) => _value?.Evaluate(arguments);
}
