namespace Workflows.Rules.Dmn;

/// <summary>A column that is tested. <paramref name="AllowedValues"/> are unary tests, null where the column takes any value.</summary>
internal sealed record DmnTableInput(DmnText Expression, string? TypeRef, DmnText? AllowedValues);

/// <summary>A column that is given. The order of <paramref name="AllowedValues"/> is the priority of its values.</summary>
internal sealed record DmnTableOutput(string? Name, string? TypeRef, DmnText? AllowedValues, DmnText? Default);

/// <summary>A row: a unary test for each input and an expression for each output.</summary>
internal sealed record DmnTableRule(SourcePlace Place, IReadOnlyList<DmnText> Tests, IReadOnlyList<DmnText> Results);
