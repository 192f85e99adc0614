using Workflows.Rules.Feel;
using Workflows.Rules.Tables;

namespace Workflows.Rules.Dmn;

/// <summary>What a boxed expression does on the values in its scope's slots.</summary>
internal delegate object? DmnLogic(object?[] slots, FeelRun run);

/// <summary>A boxed expression made ready, with what is known of its results.</summary>
internal readonly record struct CompiledBox(DmnLogic Run, FeelType Type)
{
    /// <summary>Of a decision table: what it decides with the rows that led there; <see cref="Run"/> gives the value alone.</summary>
    public Func<object?[], FeelRun, TableHit>? Decide { get; init; }

    public static CompiledBox Nothing { get; } = new(static (_, _) => null, FeelType.Null);
}

/// <summary>
/// Makes boxed expressions ready to run. A box that brings names of its own (a context, a function, an iteration) runs on a longer copy of
/// the slots, so that a function made inside keeps the values it was made with. Recursion is bounded by the depth of the file.
/// </summary>
internal sealed partial class BoxCompiler(DmnTypes types, List<Diagnostic> problems)
{
    /// <summary>The expression with its own type reference applied to what it gives.</summary>
    public CompiledBox Compile(DmnBox? box, FeelScope scope)
    {
        var plain = Plain(box, scope);
        return box?.TypeRef is null || box is FunctionBox ? plain : Converted(plain, types.Of(box.TypeRef, box.Place), "The expression");
    }

    /// <summary>What a box gives, brought to a type: null, with the reason kept, where it is none.</summary>
    public static CompiledBox Converted(CompiledBox box, DmnType type, string name) => ReferenceEquals(type, DmnType.Any)
        ? box : new CompiledBox((slots, run) => type.Convert(box.Run(slots, run), name, run), type.Feel)
        {
            Decide = box.Decide is not { } decide ? null : (slots, run) =>
            {
                var hit = decide(slots, run);
                return hit with { Value = type.Convert(hit.Value, name, run) };
            },
        };

    private CompiledBox Plain(DmnBox? box, FeelScope scope) => box switch
    {
        LiteralBox literal => Literal(literal, scope),
        ContextBox context => Context(context, scope),
        InvocationBox invocation => Invocation(invocation, scope),
        FunctionBox function => Function(function, scope, string.Empty, ResultOf(types.Of(function.TypeRef, function.Place))),
        RelationBox relation => Relation(relation, scope),
        ListBox list => List(list, scope),
        ConditionalBox conditional => Conditional(conditional, scope),
        FilterBox filter => Filter(filter, scope),
        IteratorBox iterator => Iterator(iterator, scope),
        TableBox table => Table(table, scope),
        _ => CompiledBox.Nothing,
    };

    /// <summary>A file may give a function's own type, or only that of its result.</summary>
    public static DmnType ResultOf(DmnType type) => type.Result ?? type;

    /// <summary>A function from its box. An argument that does not conform is null in the body, as the standard says.</summary>
    public CompiledBox Function(FunctionBox box, FeelScope scope, string name, DmnType result)
    {
        var parameters = box.Parameters.Select(p => (p.Name, Type: types.Of(p))).ToList();
        var accepted = parameters.Select(p => new FeelParameter(p.Name, p.Type.Feel) { AcceptsNull = true }).ToList();
        var body = box.Kind.Equals("FEEL", StringComparison.OrdinalIgnoreCase)
            ? Converted(Compile(box.Body, scope.With(parameters.Select(p => new FeelVariable(p.Name, p.Type.Feel)))), result, name)
            : Foreign(box.Kind);
        var size = scope.Variables.Count;
        return new CompiledBox(
            (slots, _) => new DmnFunction(name, accepted, body.Type, (arguments, run) => Call(slots, arguments, run)),
            FeelType.FunctionOf([.. parameters.Select(p => p.Type.Feel)], body.Type));

        object? Call(object?[] slots, object?[] arguments, FeelRun run)
        {
            var frame = new object?[size + arguments.Length];
            Array.Copy(slots, frame, size);
            for (var i = 0; i < arguments.Length; i++)
            {
                frame[size + i] = parameters[i].Type.Convert(arguments[i], parameters[i].Name, run);
            }

            return body.Run(frame, run);
        }
    }

    private static CompiledBox Foreign(string kind) => new((_, run) => run.Null(DmnReasons.NotFeel(kind)), FeelType.Any);

    private CompiledBox Literal(LiteralBox box, FeelScope scope)
    {
        if (box.Language is { Length: > 0 } language && !language.Contains("FEEL", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(DmnProblems.NotFeel(box.Place, language));
            return CompiledBox.Nothing;
        }

        return Expression(box.Text, scope) is { } expression
            ? new CompiledBox(expression.Evaluate, expression.Type) : CompiledBox.Nothing;
    }

    private FeelExpression? Expression(DmnText text, FeelScope scope)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return null;
        }

        var result = FeelExpression.Compile(text.Text, scope, FeelOptions.Lenient with { Origin = text.Place });
        problems.AddRange(result.Diagnostics);
        return result.Expression;
    }
}
