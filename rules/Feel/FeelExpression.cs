using Workflows.Rules.Feel.Evaluation;
using Workflows.Rules.Feel.Syntax;

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

/// <summary>What compiling gave: an expression unless there are errors, and everything there is to say, in the order of the text.</summary>
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
    private readonly FeelProgram _program;

    private FeelExpression(string text, FeelScope scope, FeelNode root) =>
        (Text, Scope, Root, _program) = (text, scope, root, new FeelProgram(root));

    public string Text { get; }

    public FeelScope Scope { get; }

    /// <summary>The static type; Any where it is not known.</summary>
    public FeelType Type => Root.Type;

    /// <summary>The typed syntax tree.</summary>
    internal FeelNode Root { get; }

    internal FeelProgram Program => _program;

    /// <summary>Compiles an expression (textual expressions of DMN 1.5).</summary>
    public static FeelResult Compile(string text, FeelScope scope, FeelOptions? options = null) =>
        Compile(text, scope, options ?? FeelOptions.Default, FeelParser.Parse);

    /// <summary>
    /// Compiles unary tests (a cell of a decision table, allowed values): <c>&lt; 10, [20..30]</c>, <c>not("a")</c>, <c>-</c>. The input
    /// value is <c>?</c> in them and is handed to <see cref="Test(object?, object?[], FeelRun)"/>.
    /// </summary>
    public static FeelResult CompileUnaryTests(string text, FeelType input, FeelScope scope, FeelOptions? options = null) =>
        Compile(text, scope, options ?? FeelOptions.Default, (s, c, problems) => FeelParser.ParseTests(s, input, c, problems));

    /// <summary>Evaluates; <paramref name="slots"/> holds a value for each variable of the scope, in its order.</summary>
    public object? Evaluate(object?[] slots, FeelRun run)
    {
        CheckSlots(slots);
        return _program.Value(slots, null, run);
    }

    /// <summary>Whether the expression is true (not false, null or another value); without allocating where types are known.</summary>
    public bool Test(object?[] slots, FeelRun run)
    {
        CheckSlots(slots);
        return _program.Condition(slots, null, run);
    }

    /// <summary>As <see cref="Test(object?[], FeelRun)"/>, where the scope is the fields of the record's type in their order.</summary>
    public bool Test(FeelRecord record, FeelRun run)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Test(record.Slots, run);
    }

    /// <summary>Unary tests against an input value: true, false, or null where the standard says null.</summary>
    public bool? Test(object? input, object?[] slots, FeelRun run)
    {
        CheckSlots(slots);
        return Ternary.ToBool(_program.Truth(slots, input, run));
    }

    private static FeelResult Compile(
        string text, FeelScope scope, FeelOptions options, Func<FeelSource, FeelScope, FeelProblems, FeelNode> parse)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(scope);
        var source = new FeelSource(text, options.Origin);
        var problems = new FeelProblems(source, options.IsLenient);
        if (text.Length > options.MaxLength)
        {
            var told = FeelTexts.TooLong(options.MaxLength);
            problems.Syntax("F106", 0, 1, told.Message, told.Next);
            return new FeelResult(null, problems.Found);
        }

        var root = parse(source, scope, problems);
        return new FeelResult(problems.HasErrors ? null : new FeelExpression(text, scope, root), problems.Found);
    }

    private void CheckSlots(object?[] slots)
    {
        if (slots.Length < Scope.Variables.Count)
        {
            throw new ArgumentException($"{Scope.Variables.Count} values are needed, {slots.Length} were given", nameof(slots));
        }
    }
}
