namespace Workflows.Rules.Dmn;

/// <summary>A name with the type its value must conform to; null where the file names none.</summary>
internal sealed record DmnVariable(string Name, string? TypeRef, SourcePlace Place);

/// <summary>A named expression in a context or an invocation; without a name it is the context's result.</summary>
internal sealed record DmnEntry(DmnVariable? Variable, DmnBox? Value);

/// <summary>
/// Another file whose elements are seen under a name; without a name (DMN 1.5) as if they were the importing file's own.
/// </summary>
/// <param name="Name">The name, or empty.</param>
/// <param name="Namespace">The other file's namespace.</param>
/// <param name="IsDmn">Whether the other file is DMN; others (schemas, predictive models) are not read.</param>
/// <param name="Place">Where the import stands.</param>
internal sealed record DmnImport(string Name, string Namespace, bool IsDmn, SourcePlace Place);

/// <summary>
/// A type, or a component of one. Either it has components (a context), or a base type, narrowed by allowed values, or it is a function's
/// (then <paramref name="TypeRef"/> is what the function gives).
/// </summary>
internal sealed record DmnItem(string Name, string? TypeRef, bool IsCollection, SourcePlace Place)
{
    public required IReadOnlyList<DmnItem> Components { get; init; }

    /// <summary>Unary tests that each value (of a collection: each item) must pass.</summary>
    public DmnText? AllowedValues { get; init; }

    /// <summary>Unary tests that the value as a whole must pass (DMN 1.5).</summary>
    public DmnText? TypeConstraint { get; init; }

    /// <summary>The parameters where the item is a function's type, else null.</summary>
    public IReadOnlyList<DmnVariable>? Parameters { get; init; }
}

/// <summary>A value that comes from outside.</summary>
internal sealed record DmnInput(string Id, DmnVariable Variable);

/// <summary>A decision. <paramref name="Requires"/> are the inputs, decisions and functions that it sees.</summary>
internal sealed record DmnDecision(string Id, DmnVariable Variable, IReadOnlyList<string> Requires, DmnBox? Logic);

/// <summary>A function for decisions to call.</summary>
internal sealed record DmnKnowledge(string Id, DmnVariable Variable, IReadOnlyList<string> Requires, FunctionBox? Function);

/// <summary>A part of a decision graph, called like a function whose parameters are its inputs in order.</summary>
internal sealed record DmnService(string Id, DmnVariable Variable)
{
    public required IReadOnlyList<string> Outputs { get; init; }

    public required IReadOnlyList<string> Encapsulated { get; init; }

    public required IReadOnlyList<string> InputDecisions { get; init; }

    public required IReadOnlyList<string> InputData { get; init; }
}
