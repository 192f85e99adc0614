namespace Workflows.Rules.Dmn;

/// <summary>An element of a decision graph with the elements that it requires, found by their references.</summary>
internal abstract class DmnNode(DmnModel model, string id, DmnVariable variable)
{
    public DmnModel Model { get; } = model;

    public string Id { get; } = id;

    /// <summary>The name under which others see its value, and the type of that value.</summary>
    public DmnVariable Variable { get; } = variable;

    /// <summary>What it sees, in the order of the file.</summary>
    public IReadOnlyList<DmnNode> Requires { get; set; } = [];
}

internal sealed class InputNode(DmnModel model, DmnInput input) : DmnNode(model, input.Id, input.Variable);

internal sealed class DecisionNode(DmnModel model, DmnDecision decision) : DmnNode(model, decision.Id, decision.Variable)
{
    public DmnDecision Decision { get; } = decision;
}

internal sealed class KnowledgeNode(DmnModel model, DmnKnowledge knowledge) : DmnNode(model, knowledge.Id, knowledge.Variable)
{
    public DmnKnowledge Knowledge { get; } = knowledge;
}

internal sealed class ServiceNode(DmnModel model, DmnService service) : DmnNode(model, service.Id, service.Variable)
{
    public DmnService Service { get; } = service;

    public IReadOnlyList<DecisionNode> Outputs { get; set; } = [];

    /// <summary>Input data first, then input decisions: the order of the arguments of a call.</summary>
    public IReadOnlyList<DmnNode> Parameters { get; set; } = [];
}
