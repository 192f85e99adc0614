namespace Workflows.Rules.Dmn;

/// <summary>A boxed expression of a DMN file: what a decision, a function or an entry is worked out from.</summary>
/// <param name="Place">Where its element begins.</param>
internal abstract record DmnBox(SourcePlace Place)
{
    /// <summary>The name of the type its result must conform to; null where the file names none.</summary>
    public string? TypeRef { get; init; }
}

/// <summary>A FEEL expression. <paramref name="Language"/> is null unless the file names another language.</summary>
internal sealed record LiteralBox(SourcePlace Place, DmnText Text, string? Language) : DmnBox(Place);

/// <summary>Entries worked out in order, each seeing those before it. An entry without a variable is the result.</summary>
internal sealed record ContextBox(SourcePlace Place, IReadOnlyList<DmnEntry> Entries) : DmnBox(Place);

/// <summary>A call of a function with arguments by name.</summary>
internal sealed record InvocationBox(SourcePlace Place, DmnBox? Function, IReadOnlyList<DmnEntry> Bindings) : DmnBox(Place);

/// <summary>A function. <paramref name="Kind"/> is FEEL, Java or PMML.</summary>
internal sealed record FunctionBox(SourcePlace Place, string Kind, IReadOnlyList<DmnVariable> Parameters, DmnBox? Body) : DmnBox(Place);

/// <summary>A list of contexts, written as rows under named columns.</summary>
internal sealed record RelationBox(SourcePlace Place, IReadOnlyList<DmnVariable> Columns, IReadOnlyList<IReadOnlyList<DmnBox>> Rows)
    : DmnBox(Place);

/// <summary>A list, item by item.</summary>
internal sealed record ListBox(SourcePlace Place, IReadOnlyList<DmnBox> Items) : DmnBox(Place);

/// <summary>If, then, else (DMN 1.4).</summary>
internal sealed record ConditionalBox(SourcePlace Place, DmnBox? If, DmnBox? Then, DmnBox? Else) : DmnBox(Place);

/// <summary>The items of a list that match (DMN 1.4).</summary>
internal sealed record FilterBox(SourcePlace Place, DmnBox? In, DmnBox? Match) : DmnBox(Place);

/// <summary>A for, some or every over a list (DMN 1.4). <paramref name="Kind"/> is the element's name.</summary>
internal sealed record IteratorBox(SourcePlace Place, string Kind, string Variable, DmnBox? In, DmnBox? Body) : DmnBox(Place);

/// <summary>A decision table. Hit policy and aggregation are as written, UNIQUE where the file names none.</summary>
internal sealed record TableBox(SourcePlace Place, string HitPolicy, string? Aggregation) : DmnBox(Place)
{
    public required IReadOnlyList<DmnTableInput> Inputs { get; init; }

    public required IReadOnlyList<DmnTableOutput> Outputs { get; init; }

    public required IReadOnlyList<DmnTableRule> Rules { get; init; }
}
