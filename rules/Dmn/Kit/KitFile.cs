namespace Workflows.Rules.Dmn.Kit;

/// <summary>A test file of the compatibility kit.</summary>
/// <param name="Model">The name of the model file that its cases are for.</param>
/// <param name="Cases">The cases in order.</param>
internal sealed record KitFile(string Model, IReadOnlyList<KitCase> Cases);

/// <summary>What is put into a model and what must come out.</summary>
/// <param name="Id">The case's id within its file.</param>
/// <param name="Kind">decision, bkm or decisionService.</param>
/// <param name="Invocable">The function or service to call; null where decisions are asked.</param>
/// <param name="Inputs">The values of input data, or the arguments.</param>
/// <param name="Results">The decisions asked with what each must give.</param>
internal sealed record KitCase(
    string Id, string Kind, string? Invocable, IReadOnlyList<KitInput> Inputs, IReadOnlyList<KitExpectation> Results);

/// <summary>A value for an input, which may be that of an imported model.</summary>
internal sealed record KitInput(string Name, string? Namespace, KitValue? Value);

/// <summary>What a decision must give: a value, or null with an error where <paramref name="IsError"/>.</summary>
internal sealed record KitExpectation(string Name, string? Namespace, bool IsError, KitValue? Value);
