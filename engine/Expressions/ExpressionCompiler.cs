using Workflows.Engine.Definitions;
using Workflows.Rules;

namespace Workflows.Engine.Expressions;

/// <summary>An expression as a definition holds it.</summary>
/// <param name="Language">Literal, Object, Variable, Input, JavaScript, Liquid, FEEL …</param>
/// <param name="Value">Its text or JSON; null when there is none.</param>
/// <param name="TypeName">The type that the value is wanted in.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ExpressionText(string Language, JsonPart? Value, string TypeName, SourcePlace Place);

/// <summary>A variable that expressions of a node may name.</summary>
internal sealed record VisibleVariable(string Id, string Name, string TypeName, bool IsArray);

/// <summary>What expressions of a node may name: variables, innermost first, and the inputs of the workflow.</summary>
internal sealed record ExpressionNames(IReadOnlyList<VisibleVariable> Variables, IReadOnlyList<InputDeclaration> Inputs);

/// <summary>Makes expressions ready, each by its language.</summary>
internal static class ExpressionCompiler
{
    /// <summary>The expression, which faults when evaluated if the text has a mistake; mistakes are reported too.</summary>
    public static CompiledExpression Compile(ExpressionText text, ExpressionNames names, Action<Diagnostic> report)
    {
        switch (text.Language.ToUpperInvariant())
        {
            case "LITERAL":
                return new ConstantExpression(TypeAliases.Convert(TypeAliases.ValueOf(text.Value), text.TypeName));
            case "OBJECT" or "JSON":
                return new ConstantExpression(TypeAliases.Convert(TypeAliases.Parse(text.Value), text.TypeName));
            case "VARIABLE":
                return Variable(text, names, report);
            case "INPUT":
                var input = text.Value?["name"]?.AsText() ?? text.Value?.AsText() ?? string.Empty;
                return new InputExpression(input, text.TypeName);
            default:
                report(DefinitionProblems.UnknownLanguage(text.Place, text.Language));
                return new FaultyExpression("E102", new LocalText(
                    $"Expressions in {text.Language} are not run here.", $"此处不支持 {text.Language} 表达式。"));
        }
    }

    private static VariableExpression Variable(ExpressionText text, ExpressionNames names, Action<Diagnostic> report)
    {
        var id = text.Value?["id"]?.AsText() ?? text.Value?["name"]?.AsText() ?? text.Value?.AsText() ?? string.Empty;
        var found = names.Variables.FirstOrDefault(v => v.Id == id) ?? names.Variables.FirstOrDefault(v => v.Name == id)
            ?? names.Variables.FirstOrDefault(v => v.Name == text.Value?["name"]?.AsText());
        if (found is null)
        {
            report(DefinitionProblems.UnknownVariable(text.Place, id, NearestName.Find(id, names.Variables.Select(v => v.Name))));
        }

        return new VariableExpression(found?.Name ?? text.Value?["name"]?.AsText() ?? id, text.TypeName);
    }
}

/// <summary>A value that is the same for every run.</summary>
internal sealed class ConstantExpression(object? value) : CompiledExpression
{
    public override bool IsConstant => true;

    public override object? Evaluate(ExpressionContext context) => value;
}

internal sealed class VariableExpression(string name, string typeName) : CompiledExpression
{
    public override object? Evaluate(ExpressionContext context) =>
        context.TryGetVariable(name, out var value) ? TypeAliases.Convert(value, typeName) : null;
}

internal sealed class InputExpression(string name, string typeName) : CompiledExpression
{
    public override object? Evaluate(ExpressionContext context) =>
        context.TryGetInput(name, out var value) ? TypeAliases.Convert(value, typeName) : null;
}

/// <summary>Stands where a text could not be compiled; faults when a run reaches it.</summary>
internal sealed class FaultyExpression(string code, LocalText message) : CompiledExpression
{
    public override object? Evaluate(ExpressionContext context) => throw new Runs.RunFaultException(code, message);
}
