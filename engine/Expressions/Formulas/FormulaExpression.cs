using Workflows.Engine.Runs;
using Workflows.Rules;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Expressions.Formulas;

/// <summary>
/// An expression in FEEL. It names variables and inputs as they are called, and beside them <c>correlation id</c>, <c>run id</c> and
/// <c>last result</c>. Types are those that the definition declares.
/// </summary>
internal sealed class FormulaExpression : CompiledExpression
{
    private const int MostSteps = 1_000_000;

    private readonly FeelExpression formula;
    private readonly FormulaSlot[] slots;
    private readonly string typeName;

    private FormulaExpression(FeelExpression formula, FormulaSlot[] slots, string typeName)
    {
        this.formula = formula;
        this.slots = slots;
        this.typeName = typeName;
    }

    public static CompiledExpression Compile(ExpressionText text, ExpressionNames names, Action<Diagnostic> report)
    {
        var slots = FormulaSlot.Of(names, text.Text);
        var scope = FeelScope.Of(slots.Select(s => (s.Name, s.FeelType)));
        var origin = text.Place with { Column = text.Place.Column + 1, Length = 0 };
        var result = FeelExpression.Compile(text.Text, scope, new FeelOptions { Origin = origin });
        foreach (var diagnostic in result.Diagnostics)
        {
            report(diagnostic);
        }

        return result.Expression is { } formula
            ? new FormulaExpression(formula, slots, text.TypeName)
            : new FaultyExpression("E102", new LocalText("The FEEL expression has a mistake.", "FEEL 表达式有错误。"));
    }

    public override object? Evaluate(ExpressionContext context)
    {
        var values = slots.Length == 0 ? [] : new object?[slots.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = slots[i].Read(context);
        }

        var run = new FeelRun(context.Now, MostSteps);
        var value = formula.Evaluate(values, run);
        return run.IsExhausted
            ? throw new RunFaultException("E411", new LocalText(
                $"The FEEL expression needs more than {MostSteps} steps.", $"FEEL 表达式所需步骤超过 {MostSteps}。"))
            : TypeAliases.Convert(value, typeName);
    }
}

/// <summary>A name that a formula uses and where its value comes from.</summary>
internal sealed record FormulaSlot(string Name, TypeAlias Type, Func<ExpressionContext, object?> Source)
{
    private static readonly TypeAlias Text = TypeAlias.Find("String")!;
    private static readonly TypeAlias Any = TypeAlias.Find("Object")!;

    public FeelType FeelType => Type.ToFeelType();

    public object? Read(ExpressionContext context)
    {
        var value = Source(context);
        return ValueConversion.TryConvert(value, Type, out var converted) ? converted : value;
    }

    /// <summary>The names in scope that a text could mean: those that stand in it.</summary>
    public static FormulaSlot[] Of(ExpressionNames names, string text)
    {
        var slots = new Dictionary<string, FormulaSlot>(StringComparer.Ordinal);
        foreach (var variable in names.Variables)
        {
            slots.TryAdd(variable.Name, new FormulaSlot(variable.Name, TypeOf(variable.TypeName, variable.IsArray), context =>
                context.TryGetVariable(variable.Name, out var value) ? value : null));
        }

        foreach (var input in names.Inputs)
        {
            slots.TryAdd(input.Name, new FormulaSlot(input.Name, TypeOf(input.TypeName, input.IsArray), context =>
                context.TryGetInput(input.Name, out var value) ? value : null));
        }

        slots.TryAdd("correlation id", new FormulaSlot("correlation id", Text, static context => context.CorrelationId));
        slots.TryAdd("run id", new FormulaSlot("run id", Text, static context => context.RunId));
        slots.TryAdd("last result", new FormulaSlot("last result", Any, static context => context.LastResult));
        return [.. slots.Values.Where(s => s.Name.Length > 0 && Mentions(text, s.Name))];
    }

    // Blanks in a name may be written in any number, so its first word decides.
    private static bool Mentions(string text, string name) => text.Contains(name.Trim().Split(' ')[0], StringComparison.Ordinal);

    private static TypeAlias TypeOf(string name, bool isArray) => TypeAlias.Find(isArray ? name + "[]" : name) ?? Any;
}
