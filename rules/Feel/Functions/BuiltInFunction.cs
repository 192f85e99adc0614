namespace Workflows.Rules.Feel.Functions;

/// <summary>What a variant does: arguments in the order of its parameters, left-out ones null, a variadic one as a list.</summary>
internal delegate object? FunctionBody(object?[] arguments, FeelRun run);

/// <summary>
/// One way to call a built-in function.
/// <para>
/// Before <see cref="Body"/> runs, every argument was converted to its parameter's type (DMN's implicit conversions) and checked, so that a
/// body casts without asking: for <c>FeelType.Number</c> it gets a <c>decimal</c>, for a list an <c>IReadOnlyList&lt;object?&gt;</c>. It
/// gets null only where the parameter is optional or accepts null. Where no variant takes the arguments the call is null with a reason.
/// </para>
/// <para>
/// A body is total and deterministic: it never throws, has no state, and takes <c>run.Steps(n)</c> for n elements that it visits (false:
/// give null). Where the standard says null it returns <c>run.Null(new LocalText("reason", "原因"))</c>.
/// Results are values of the closed set: numbers as <c>decimal</c>, lists as <c>object?[]</c> never changed afterwards.
/// </para>
/// </summary>
/// <param name="Parameters">The parameters; optional ones last, a variadic one at the very end.</param>
/// <param name="Result">The static type of what it gives.</param>
/// <param name="Body">What it does.</param>
internal sealed record FunctionVariant(IReadOnlyList<FeelParameter> Parameters, FeelType Result, FunctionBody Body)
{
    /// <summary>
    /// The static result type from the static types of the arguments, where more is known than <see cref="Result"/>: the element type
    /// that <c>reverse</c> keeps. Types may be Any.
    /// </summary>
    public Func<IReadOnlyList<FeelType>, FeelType>? ResultOf { get; init; }

    /// <summary>How many arguments there must be at least.</summary>
    public int Least => Parameters.Count(p => !p.IsOptional && !p.IsVariadic);

    public bool IsVariadic => Parameters.Count > 0 && Parameters[^1].IsVariadic;

    /// <summary>Whether it can be called with so many arguments.</summary>
    public bool Takes(int count) => count >= Least && (IsVariadic || count <= Parameters.Count);

    /// <summary>The static type of a call.</summary>
    public FeelType ResultFor(IReadOnlyList<FeelType> arguments) => ResultOf?.Invoke(arguments) ?? Result;
}

/// <summary>
/// A built-in function: a name, what it is for, and its variants. A call takes the first variant, in order, that has room for the
/// arguments (by count or by names) and to whose types they convert.
/// <para>
/// To add one: put it into the list of its kin (<c>StringFunctions.All</c>, <c>ListFunctions.All</c> …), which stands in
/// <see cref="BuiltIns"/>:
/// </para>
/// <code>
/// new("substring before", new LocalText("The part of a text before another", "文本中另一文本之前的部分"),
///     Of([P("string", FeelType.String), P("match", FeelType.String)], FeelType.String,
///         (a, _) => Before((string)a[0]!, (string)a[1]!))),
/// </code>
/// </summary>
internal sealed class BuiltInFunction : FeelFunction
{
    private const int TextPerStep = 16;
    private const int ReadTextPerStep = 1024;

    private readonly string _name;

    public BuiltInFunction(string name, LocalText description, params FunctionVariant[] variants)
    {
        (_name, Description, Variants) = (name, description, variants);
        Type = FeelType.FunctionOf([.. variants[0].Parameters.Select(p => p.Type)], variants[0].Result);
    }

    public override string Name => _name;

    /// <summary>What it is for, for completion and hover.</summary>
    public LocalText Description { get; }

    public IReadOnlyList<FunctionVariant> Variants { get; }

    public override IReadOnlyList<FeelParameter> Parameters => Variants[0].Parameters;

    public override FunctionType Type { get; }

    /// <summary>A parameter: the name that the standard gives it, and its type.</summary>
    public static FeelParameter P(string name, FeelType type) => new(name, type);

    /// <summary>A parameter that may be left out; then, and where null is given, the body sees null.</summary>
    public static FeelParameter Optional(string name, FeelType type) => new(name, type) { IsOptional = true, AcceptsNull = true };

    /// <summary>A parameter for which null is a value.</summary>
    public static FeelParameter Nullable(string name, FeelType type) => new(name, type) { AcceptsNull = true };

    /// <summary>A last parameter that takes all further arguments, even none, nulls too; the body sees a list of them.</summary>
    public static FeelParameter Rest(string name, FeelType element) => new(name, element) { IsVariadic = true, AcceptsNull = true };

    public static FunctionVariant Of(IReadOnlyList<FeelParameter> parameters, FeelType result, FunctionBody body) =>
        new(parameters, result, body);

    public override object? Invoke(object?[] arguments, FeelRun run)
    {
        foreach (var variant in Variants)
        {
            if (variant.Takes(arguments.Length) && TryArrange(variant, arguments, out var arranged))
            {
                return run.Steps(1 + Reading(arranged)) ? Charged(variant.Body(arranged, run), run) : null;
            }
        }

        return run.Null(FeelReasons.NoVariant(_name, arguments));
    }

    public override object? Invoke(IReadOnlyList<string> names, object?[] arguments, FeelRun run)
    {
        foreach (var variant in Variants)
        {
            if (TryOrder(variant, names, arguments, out var ordered) && TryArrange(variant, ordered, out var arranged))
            {
                return run.Steps(1 + Reading(arranged)) ? Charged(variant.Body(arranged, run), run) : null;
            }
        }

        return run.Null(FeelReasons.NoVariant(_name, arguments));
    }

    /// <summary>Arguments by name in the order of a variant's parameters; false where a name is none of its or one is missing.</summary>
    internal static bool TryOrder(FunctionVariant variant, IReadOnlyList<string> names, object?[] arguments, out object?[] ordered)
    {
        ordered = new object?[variant.Parameters.Count];
        var given = new bool[ordered.Length];
        for (var i = 0; i < names.Count; i++)
        {
            var at = IndexOf(variant.Parameters, names[i]);
            if (at < 0 || given[at])
            {
                return false;
            }

            (ordered[at], given[at]) = (arguments[i], true);
        }

        for (var i = 0; i < given.Length; i++)
        {
            if (!given[i] && !variant.Parameters[i].IsOptional)
            {
                return false;
            }
        }

        return true;
    }

    internal static int IndexOf(IReadOnlyList<FeelParameter> parameters, string name)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (string.Equals(parameters[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What going through long texts costs beyond the call.</summary>
    private static int Reading(object?[] arguments)
    {
        long characters = 0;
        foreach (var argument in arguments)
        {
            characters += argument is string text ? text.Length : 0;
        }

        return (int)(characters / ReadTextPerStep);
    }

    /// <summary>What is large was work to make and is memory to hold, so it counts in steps.</summary>
    private static object? Charged(object? result, FeelRun run) => result switch
    {
        string text => run.Steps(text.Length / TextPerStep) ? result : null,
        IReadOnlyList<object?> list => run.Steps(list.Count) ? result : null,
        _ => result,
    };

    private static bool TryArrange(FunctionVariant variant, object?[] arguments, out object?[] arranged)
    {
        var parameters = variant.Parameters;
        arranged = new object?[parameters.Count];
        var plain = variant.IsVariadic ? parameters.Count - 1 : parameters.Count;
        for (var i = 0; i < plain; i++)
        {
            var value = i < arguments.Length ? arguments[i] : null;
            // A list of one null converts to null, so it is asked after the conversion.
            if (!FeelValues.TryConvert(value, parameters[i].Type, out arranged[i]) || (arranged[i] is null && !parameters[i].AcceptsNull))
            {
                return false;
            }
        }

        return plain == parameters.Count || TryRest(parameters[^1], arguments, plain, out arranged[plain]);
    }

    private static bool TryRest(FeelParameter parameter, object?[] arguments, int from, out object? rest)
    {
        var elements = new object?[Math.Max(0, arguments.Length - from)];
        rest = elements;
        for (var i = 0; i < elements.Length; i++)
        {
            if (!FeelValues.TryConvert(arguments[from + i], parameter.Type, out elements[i]))
            {
                return false;
            }
        }

        return true;
    }
}
