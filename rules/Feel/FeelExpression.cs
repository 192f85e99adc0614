namespace Workflows.Rules.Feel;

/// <summary>How an expression is compiled.</summary>
public sealed record FeelOptions
{
    public static FeelOptions Default { get; } = new();

    /// <summary>
    /// DMN's reading: a type error, an unknown name or function is a warning, and null when evaluated, as the standard says. Otherwise
    /// each is an error and nothing is compiled.
    /// </summary>
    public static FeelOptions Lenient { get; } = new() { IsLenient = true };

    public bool IsLenient { get; init; }

    /// <summary>Where the text begins in its file; places of diagnostics count from there.</summary>
    public SourcePlace Origin { get; init; } = new(string.Empty, 1, 1);

    /// <summary>The most UTF-16 code units of a text.</summary>
    public int MaxLength { get; init; } = 100_000;
}

/// <summary>What compiling gave: an expression unless there are errors, and everything there is to say.</summary>
public sealed record FeelResult(FeelExpression? Expression, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Expression is null;
}

/// <summary>
/// A compiled FEEL expression: immutable, usable from many threads, each with a run of its own. Evaluation never throws and ends within the
/// run's budget.
/// </summary>
public sealed class FeelExpression
{
    private FeelExpression(string text, FeelScope scope, FeelType type) => (Text, Scope, Type) = (text, scope, type);

    public string Text { get; }

    public FeelScope Scope { get; }

    /// <summary>The static type; Any where it is not known.</summary>
    public FeelType Type { get; }

    /// <summary>Compiles an expression (textual expressions of DMN 1.5).</summary>
    public static FeelResult Compile(string text, FeelScope scope, FeelOptions? options = null) => throw new NotSupportedException();

    /// <summary>
    /// Compiles unary tests (a cell of a decision table, allowed values): <c>&lt; 10, [20..30]</c>, <c>not("a")</c>, <c>-</c>. The input
    /// value is <c>?</c> in them and is handed to <see cref="Test(object?, object?[], FeelRun)"/>.
    /// </summary>
    public static FeelResult CompileUnaryTests(string text, FeelType input, FeelScope scope, FeelOptions? options = null) =>
        throw new NotSupportedException();

    /// <summary>Evaluates; <paramref name="slots"/> holds a value for each variable of the scope, in its order.</summary>
    public object? Evaluate(object?[] slots, FeelRun run) => throw new NotSupportedException();

    /// <summary>Whether the expression is true (not false, null or another value); without allocating where types are known.</summary>
    public bool Test(object?[] slots, FeelRun run) => throw new NotSupportedException();

    /// <summary>Unary tests against an input value: true, false, or null where the standard says null.</summary>
    public bool? Test(object? input, object?[] slots, FeelRun run) => throw new NotSupportedException();
}
