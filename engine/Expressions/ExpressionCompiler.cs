using Acornima;
using Jint;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions.Formulas;
using Workflows.Engine.Expressions.JavaScript;
using Workflows.Engine.Expressions.Liquid;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Expressions;

/// <summary>An expression as a definition holds it.</summary>
/// <param name="Language">Literal, Object, Variable, Input, JavaScript, Liquid, FEEL …</param>
/// <param name="Value">Its text or JSON; null when there is none.</param>
/// <param name="TypeName">The type that the value is wanted in.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ExpressionText(string Language, JsonPart? Value, string TypeName, SourcePlace Place)
{
    /// <summary>Its text; empty when it has none.</summary>
    public string Text => Value?.AsText() ?? string.Empty;
}

/// <summary>A variable that expressions of a node may name.</summary>
internal sealed record VisibleVariable(string Id, string Name, string TypeName, bool IsArray);

/// <summary>What expressions of a node may name: variables, innermost first, and the inputs of the workflow.</summary>
internal sealed record ExpressionNames(IReadOnlyList<VisibleVariable> Variables, IReadOnlyList<InputDeclaration> Inputs)
{
    /// <summary>The interpreters of the definition's scripts.</summary>
    public ScriptPool Scripts { get; init; } = new();
}

/// <summary>Makes expressions ready, each by its language.</summary>
internal static class ExpressionCompiler
{
    /// <summary>The expression, which faults when evaluated if the text has a mistake; mistakes are reported too.</summary>
    public static CompiledExpression Compile(ExpressionText text, ExpressionNames names, Action<Diagnostic> report)
    {
        if (TypeAlias.Find(text.TypeName) is null)
        {
            report(ExpressionProblems.UnknownType(text.Place, text.TypeName, NearestName.Find(text.TypeName, TypeAlias.Names)));
        }

        if (text.Text.Length > ScriptText.LongestText && text.Language is not ("Literal" or "Object" or "Json"))
        {
            return Faulty(ExpressionProblems.TooLong(text.Place, ScriptText.LongestText), report);
        }

        switch (text.Language.ToUpperInvariant())
        {
            case "LITERAL":
                return Constant(TypeAliases.ValueOf(text.Value), text, report);
            case "OBJECT" or "JSON":
                return Constant(TypeAliases.Parse(text.Value), text, report);
            case "VARIABLE":
                return Variable(text, names, report);
            case "INPUT":
                var input = text.Value?["name"]?.AsText() ?? text.Text;
                return new InputExpression(input, text.TypeName);
            case "JAVASCRIPT":
                return Script(text, names, report);
            case "LIQUID":
                return Template(text, report);
            case "FEEL":
                return FormulaExpression.Compile(text, names, report);
            case "SECRET":
                return Secret(text, report);
            case "CSHARP" or "C#" or "PYTHON" or "DELEGATE":
                return Faulty(ExpressionProblems.Refused(text.Place, text.Language), report);
            default:
                return Faulty(DefinitionProblems.UnknownLanguage(text.Place, text.Language), report);
        }
    }

    private static CompiledExpression Constant(object? value, ExpressionText text, Action<Diagnostic> report)
    {
        try
        {
            return new ConstantExpression(TypeAliases.Convert(value, text.TypeName));
        }
        catch (RunFaultException fault)
        {
            return Faulty(ExpressionProblems.WrongType(text.Place, fault.Text), report);
        }
    }

    private static CompiledExpression Script(ExpressionText text, ExpressionNames names, Action<Diagnostic> report)
    {
        try
        {
            var script = ScriptText.Parse(text.Text);
            return script.HasBigInteger
                ? Faulty(ExpressionProblems.BadScript(text.Place, "BigInt literals are not supported"), report)
                : new ScriptExpression(script, names.Scripts, text.TypeName);
        }
        catch (Exception e) when (e is ScriptPreparationException or ParseErrorException or InsufficientExecutionStackException)
        {
            return Faulty(ExpressionProblems.BadScript(text.Place, e.Message), report);
        }
    }

    private static CompiledExpression Template(ExpressionText text, Action<Diagnostic> report) =>
        LiquidTemplates.TryParse(text.Text, out var template, out var error)
            ? new LiquidExpression(template, text.TypeName)
            : Faulty(ExpressionProblems.BadTemplate(text.Place, error), report);

    // A secret's value never reaches the engine: a connector puts it in where this reference stands.
    private static CompiledExpression Secret(ExpressionText text, Action<Diagnostic> report)
    {
        var name = text.Value?["name"]?.AsText() ?? text.Text;
        return name.Length is 0 or > 200
            ? Faulty(ExpressionProblems.NoSecretName(text.Place), report)
            : new ConstantExpression(RunValues.Context([new(SecretReference, name)]));
    }

    /// <summary>The member that makes a context a reference to a secret.</summary>
    public const string SecretReference = "$secret";

    private static FaultyExpression Faulty(Diagnostic mistake, Action<Diagnostic> report)
    {
        report(mistake);
        return new FaultyExpression("E102", mistake.Message, mistake.NextStep);
    }

    private static VariableExpression Variable(ExpressionText text, ExpressionNames names, Action<Diagnostic> report)
    {
        var id = text.Value?["id"]?.AsText() ?? text.Value?["name"]?.AsText() ?? text.Text;
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
internal sealed class FaultyExpression(string code, LocalText message, LocalText? nextStep = null) : CompiledExpression
{
    public override object? Evaluate(ExpressionContext context) => throw new RunFaultException(code, message, nextStep);
}
