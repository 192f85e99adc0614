using Workflows.Engine.Expressions;
using Workflows.Engine.Runs;
using Workflows.Rules.Feel;

namespace Workflows.Tests.Expressions;

/// <summary>A run made by hand: variables, inputs and outputs are what a case says, ids count up.</summary>
internal sealed class FakeContext(object? variables, object? inputs, object? outputs) : ExpressionContext
{
    private readonly Dictionary<string, object?> _variables = RunValues.Members(variables).ToDictionary();
    private readonly List<string> _changes = [];
    private int _ids;

    public IReadOnlyList<string> Changes => _changes;

    public override DateTimeOffset Now => new(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));

    public override string RunId => "run-1";

    public override string DefinitionId => "definition";

    public override string DefinitionVersionId => "definition:3";

    public override int DefinitionVersion => 3;

    public override string? CorrelationId
    {
        get;
        set
        {
            field = value;
            _changes.Add($"correlation id = {value}");
        }
    } = "order-7";

    public override string? RunName
    {
        get;
        set
        {
            field = value;
            _changes.Add($"run name = {value}");
        }
    }

    public override object? LastResult => "last";

    public override IEnumerable<string> VariableNames => _variables.Keys;

    public override IEnumerable<string> InputNames => RunValues.Members(inputs).Select(m => m.Key);

    public override bool TryGetVariable(string name, out object? value) => _variables.TryGetValue(name, out value);

    public override void SetVariable(string name, object? value)
    {
        _variables[name] = value;
        _changes.Add($"{name} = {FeelJson.Text(value)}");
    }

    public override bool TryGetInput(string name, out object? value) => RunValues.TryGet(inputs, name, out value);

    public override object? OutputOf(string activity, string output) =>
        RunValues.TryGet(outputs, activity, out var found) && RunValues.TryGet(found, output, out var value) ? value : null;

    public override Guid NewId() => StableId.Of($"id-{++_ids}");
}
