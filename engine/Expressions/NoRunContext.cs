namespace Workflows.Engine.Expressions;

/// <summary>The context of constants: there is no run. A constant never looks at it.</summary>
internal sealed class NoRunContext : ExpressionContext
{
    public static NoRunContext Instance { get; } = new();

    public override DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public override string RunId => string.Empty;

    public override string DefinitionId => string.Empty;

    public override string DefinitionVersionId => string.Empty;

    public override int DefinitionVersion => 0;

    public override string? CorrelationId { get => null; set { } }

    public override string? RunName { get => null; set { } }

    public override object? LastResult => null;

    public override IEnumerable<string> VariableNames => [];

    public override IEnumerable<string> InputNames => [];

    public override bool TryGetVariable(string name, out object? value)
    {
        value = null;
        return false;
    }

    public override void SetVariable(string name, object? value)
    {
    }

    public override bool TryGetInput(string name, out object? value)
    {
        value = null;
        return false;
    }

    public override object? OutputOf(string activity, string output) => null;

    public override Guid NewId() => Guid.Empty;
}
