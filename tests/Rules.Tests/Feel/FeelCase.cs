using Workflows.Rules.Feel;

namespace Workflows.Rules.Tests.Feel;

/// <summary>A record of a corpus file's declared type.</summary>
public sealed class SomeRecord(ContextType type, object?[] slots) : FeelRecord(type, slots);

/// <summary>A variable of a case: how it is declared and what it holds.</summary>
public sealed record FeelCaseVariable(string Name, FeelType Type, object? Value);

/// <summary>What the text of a case is.</summary>
public enum FeelCaseKind
{
    Expression,
    Tests,
    Json,
}

/// <summary>
/// A case of the corpus: an expression, unary tests with an input, or JSON with a type; the names it may use; what is expected, line by
/// line.
/// </summary>
public sealed record FeelCase(
    string File, int Line, string Text, FeelCaseKind Kind, bool IsLenient, FeelType InputType, object? Input,
    IReadOnlyList<FeelCaseVariable> Variables, IReadOnlyDictionary<string, FeelType> Types, string Expected)
{
    public FeelScope Scope => new([.. Variables.Select(v => new FeelVariable(v.Name, v.Type))], Types);

    public FeelResult Compile(string text)
    {
        var options = IsLenient ? FeelOptions.Lenient : FeelOptions.Default;
        return Kind == FeelCaseKind.Tests
            ? FeelExpression.CompileUnaryTests(text, InputType, Scope, options) : FeelExpression.Compile(text, Scope, options);
    }

    public object? Evaluate(FeelExpression expression, FeelRun run)
    {
        object?[] slots = [.. Variables.Select(v => v.Value)];
        return Kind == FeelCaseKind.Tests ? FeelValues.Box(expression.Test(Input, slots, run)) : expression.Evaluate(slots, run);
    }

    public override string ToString() => $"{File}:{Line}: {Text}";
}
