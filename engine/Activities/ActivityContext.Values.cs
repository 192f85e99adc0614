using System.Globalization;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities;

/// <content>Inputs, outputs and variables.</content>
public sealed partial class ActivityContext
{
    private static readonly LocalText NotSet = new("An input that is needed is not set.", "缺少必需的输入。");

    /// <summary>Whether the definition sets the input, or its type has a default for it.</summary>
    public bool HasInput(string name) => Node.Inputs.ContainsKey(name);

    /// <summary>
    /// Whether the definition says something for an input. A form that was left empty says nothing, nor does a variable alone where the
    /// property is an output too: the variable is where the output goes.
    /// </summary>
    public bool IsSet(string name) =>
        Node.Inputs.TryGetValue(name, out var input) && !(input.IsConstant && input.Constant is (null or ""))
        && (Node.Element[input.Descriptor.Property] is not { } part || part["memoryReference"] is null || part["expression"] is not null);

    /// <summary>Evaluates an input; null when it is not set.</summary>
    public object? Input(string name)
    {
        if (!Node.Inputs.TryGetValue(name, out var input))
        {
            return null;
        }

        return input.IsConstant ? input.Constant : input.Expression.Evaluate(this);
    }

    /// <summary>An input as text; null when it is not set.</summary>
    public string? Text(string name) => RunValues.AsText(Input(name));

    /// <summary>An input as text that must be there.</summary>
    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text
            ? text
            : throw Fault("E105", new LocalText($"{NotSet.En} ({name})", $"{NotSet.Zh}（{name}）"));

    /// <summary>An input as true or false; texts "true" and "false" count, null is <paramref name="otherwise"/>.</summary>
    public bool Flag(string name, bool otherwise = false) => Input(name) is { } value ? IsTrue(value) : otherwise;

    /// <summary>Whether a value counts as true: true, the text "true", a number other than 0.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        bool flag => flag,
        string text => bool.TryParse(text, out var flag) && flag,
        decimal number => number != 0,
        _ => false,
    };

    /// <summary>Whether the input is the same for every run.</summary>
    internal bool IsConstantInput(string name) => !Node.Inputs.TryGetValue(name, out var input) || input.IsConstant;

    /// <summary>An input as a number; null when it is none.</summary>
    public decimal? Number(string name) => Input(name) switch
    {
        decimal number => number,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        bool flag => flag ? 1 : 0,
        _ => null,
    };

    /// <summary>An input as a list: a list as it is, null as none, any other value as a list of it alone.</summary>
    public IReadOnlyList<object?> List(string name) => Input(name) switch
    {
        null => [],
        IReadOnlyList<object?> list => list,
        var single => [single],
    };

    /// <summary>An input as texts.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(RunValues.AsText).OfType<string>()];

    /// <summary>Gives an output: kept for expressions, and put into the variable or workflow output it is bound to.</summary>
    public void Output(string name, object? value)
    {
        Keep(name, value);
        Bind(name, value);
    }

    /// <summary>Keeps an output for expressions, without putting it anywhere.</summary>
    internal void Keep(string name, object? value) =>
        _burst.Emit(new OutputSet(_burst.KeyOf(_instance), name, _burst.Values.Checked(name, value)));

    /// <summary>Puts an output only where it is bound, without keeping it for expressions.</summary>
    public void Bind(string name, object? value)
    {
        foreach (var bound in Node.Outputs)
        {
            if (string.Equals(bound.Name, name, StringComparison.Ordinal))
            {
                Bind(bound, value);
            }
        }
    }

    internal void Bind(NodeOutput bound, object? value)
    {
        if (bound.Variable is not null)
        {
            SetVariable(bound.Variable, value);
        }

        if (bound.WorkflowOutput is not null)
        {
            SetWorkflowOutput(bound.WorkflowOutput, value);
        }
    }

    /// <summary>Sets an output of the nearest workflow around.</summary>
    public void SetWorkflowOutput(string name, object? value) =>
        _burst.Emit(new WorkflowOutputSet(_burst.WorkflowOf(_instance).Id, name, _burst.Values.Checked(name, value)));

    /// <summary>Sets a variable of this execution's own scope.</summary>
    public void SetLocal(string name, object? value) =>
        _burst.Emit(new VariableSet(_instance.Id, name, _burst.Values.Checked(name, value)));

    public override IEnumerable<string> VariableNames
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var scope = _instance; scope is not null; scope = _burst.OuterScope(scope))
            {
                foreach (var name in _burst.NamesOf(scope))
                {
                    if (seen.Add(name))
                    {
                        yield return name;
                    }
                }
            }
        }
    }

    public override bool TryGetVariable(string name, out object? value)
    {
        for (var scope = _instance; scope is not null; scope = _burst.OuterScope(scope))
        {
            if (scope.Variables is { } variables && variables.TryGetValue(name, out value))
            {
                return true;
            }

            if (_burst.NodeOf(scope) is { } node && node.Declared(name) is not null)
            {
                value = null;
                return true;
            }
        }

        value = null;
        return false;
    }

    public override void SetVariable(string name, object? value)
    {
        for (var scope = _instance; ; scope = _burst.OuterScope(scope)!)
        {
            var isOutermost = _burst.OuterScope(scope) is null;
            var declared = _burst.NodeOf(scope)?.Declared(name);
            if (isOutermost || declared is not null || scope.Variables?.ContainsKey(name) == true)
            {
                var converted = declared is null ? value : TypeAliases.Convert(value, declared.TypeName);
                _burst.Emit(new VariableSet(scope.Id, name, _burst.Values.Checked(name, converted)));
                return;
            }
        }
    }

    public override IEnumerable<string> InputNames
    {
        get
        {
            var workflow = _burst.WorkflowOf(_instance);
            var declared = _burst.NodeOf(workflow)?.Definition.Definition.Inputs.Select(input => input.Name) ?? [];
            return declared.Union(RunValues.Members(_burst.InputsOf(workflow)).Select(member => member.Key));
        }
    }

    public override bool TryGetInput(string name, out object? value)
    {
        var workflow = _burst.WorkflowOf(_instance);
        if (RunValues.TryGet(_burst.InputsOf(workflow), name, out value))
        {
            return true;
        }

        value = null;
        var definition = _burst.NodeOf(workflow)?.Definition.Definition;
        return definition?.Inputs.Any(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase)) ?? false;
    }

    public override object? OutputOf(string activity, string output)
    {
        var node = Node.Definition.Nodes.FirstOrDefault(n => n.Id == activity)
            ?? Node.Definition.Nodes.FirstOrDefault(n => string.Equals(n.Name, activity, StringComparison.OrdinalIgnoreCase));
        return node is null ? null : _burst.OutputOf(_instance, node, output);
    }
}
