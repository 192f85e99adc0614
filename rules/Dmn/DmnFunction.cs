using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn;

/// <summary>
/// A knowledge model, a decision service or a boxed function as a value. Its type is the declared one; what an argument of another type
/// becomes is for the body to say.
/// </summary>
internal sealed class DmnFunction(
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

        if (!run.Enter())
        {
            return null;
        }

        var found = body(arguments, run);
        run.Leave();
        return found;
    }
}
