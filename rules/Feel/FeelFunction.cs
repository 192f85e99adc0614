namespace Workflows.Rules.Feel;

/// <summary>What a function expects at one place.</summary>
/// <param name="Name">The name that a named argument uses; may hold spaces.</param>
/// <param name="Type">What the argument is converted to and checked against.</param>
public sealed record FeelParameter(string Name, FeelType Type)
{
    /// <summary>Whether it may be left out; it is null then.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether null is a value for it; where it is not, null as an argument makes the call null.</summary>
    public bool AcceptsNull { get; init; }

    /// <summary>Whether it takes all further arguments, as a list. Only the last parameter may.</summary>
    public bool IsVariadic { get; init; }
}

/// <summary>
/// A function as a value: a built-in one, a <c>function(…)</c> of an expression, a business knowledge model. Calling never throws; where
/// it cannot answer it gives null and the run holds the reason.
/// </summary>
public abstract class FeelFunction
{
    /// <summary>The name for people; empty for a function without one.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<FeelParameter> Parameters { get; }

    /// <summary>Its type, result included.</summary>
    public abstract FunctionType Type { get; }

    /// <summary>
    /// Calls with arguments in the order of the parameters. Too few or too many, or of the wrong type: null with a reason. Calls within
    /// calls are counted by the run, which ends them at its limit.
    /// </summary>
    public abstract object? Invoke(object?[] arguments, FeelRun run);

    /// <summary>Calls with named arguments.</summary>
    public virtual object? Invoke(IReadOnlyList<string> names, object?[] arguments, FeelRun run)
    {
        var ordered = new object?[Parameters.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var at = IndexOf(names[i]);
            if (at < 0)
            {
                return run.Null(FeelReasons.NoParameter(Name, names[i]));
            }

            ordered[at] = arguments[i];
        }

        return names.Count == Parameters.Count ? Invoke(ordered, run) : run.Null(FeelReasons.ArgumentCount(Name, names.Count));
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A function given by a delegate, for those who make functions outside of expressions: knowledge models, services.</summary>
/// <param name="name">The name for people.</param>
/// <param name="parameters">What it expects; arguments are converted to and checked against it before the delegate is called.</param>
/// <param name="result">Its result; what does not conform becomes null with a reason.</param>
/// <param name="body">What it does, on as many arguments as there are parameters.</param>
public sealed class DelegateFunction(
    string name, IReadOnlyList<FeelParameter> parameters, FeelType result, Func<object?[], FeelRun, object?> body) : FeelFunction
{
    public override string Name => name;

    public override IReadOnlyList<FeelParameter> Parameters => parameters;

    public override FunctionType Type { get; } = FeelType.FunctionOf([.. parameters.Select(p => p.Type)], result);

    public override object? Invoke(object?[] arguments, FeelRun run)
    {
        if (arguments.Length != parameters.Count)
        {
            return run.Null(FeelReasons.ArgumentCount(name, arguments.Length));
        }

        var converted = new object?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!FeelValues.TryConvert(arguments[i], parameters[i].Type, out converted[i]))
            {
                return run.Null(FeelReasons.ArgumentType(name, parameters[i], arguments[i]));
            }
        }

        if (!run.Enter())
        {
            return null;
        }

        var found = body(converted, run);
        run.Leave();
        return FeelValues.TryConvert(found, result, out var answer) ? answer : run.Null(FeelReasons.ResultType(name, result, found));
    }
}
