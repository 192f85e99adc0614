using System.Text.Json;
using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Composition;

/// <summary>
/// Runs another definition inside the run, with variables of its own; its outcomes are those that Complete names in it. It is pinned to
/// the version that its activity names, else to the version that was published when it began.
/// </summary>
internal sealed class InnerWorkflow : Activity
{
    private static readonly HashSet<string> OwnProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "metadata", "customProperties", "workflowDefinitionId", "workflowDefinitionVersionId",
        "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId",
    };

    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.WorkflowDefinitionActivity", "Workflows", new("Workflow as activity", "工作流活动"),
        new("Runs another definition inside this run.", "在当前流程内运行另一个定义。"))
    {
        IsBrowsable = false,
    };

    public override object? Plan(PlanContext context)
    {
        var element = context.Node.Element;
        var inputs = new List<KeyValuePair<string, CompiledExpression>>();
        var outputs = new List<NodeOutput>();
        foreach (var (name, part) in element.Source.Members)
        {
            if (OwnProperties.Contains(name) || part.Kind == JsonValueKind.Null)
            {
                continue;
            }

            if (context.OutputBinding(name, part) is { } bound && part["expression"] is null)
            {
                outputs.Add(bound);
            }
            else if (context.Expression(part, "Object") is { } expression)
            {
                inputs.Add(new(name, expression));
            }
        }

        var reference = new DefinitionReference(
            element.Type, element["workflowDefinitionId"]?.AsText(), element["workflowDefinitionVersionId"]?.AsText());
        return new InnerPlan(reference, inputs, outputs);
    }

    public override void Execute(ActivityContext context)
    {
        var plan = (InnerPlan)context.Node.Plan!;
        var definition = context.Resolve(plan.Reference) ?? throw ActivityContext.Fault("E106", new LocalText(
            $"The definition {plan.Reference.TypeName} is not published.", $"定义 {plan.Reference.TypeName} 未发布。"));
        var inputs = new List<KeyValuePair<string, object?>>();
        foreach (var (name, expression) in plan.Inputs)
        {
            var declared = definition.Definition.Inputs.FirstOrDefault(
                i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase));
            inputs.Add(new(declared?.Name ?? name, expression.Evaluate(context)));
        }

        context.ScheduleWorkflow(definition, WorkflowInputs.Complete(definition.Definition, RunValues.Context(inputs)));
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        var plan = (InnerPlan)context.Node.Plan!;
        foreach (var (name, value) in child.Outputs ?? new Dictionary<string, object?>())
        {
            context.Keep(name, value);
            foreach (var bound in plan.Outputs)
            {
                if (string.Equals(bound.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    context.Bind(bound, value);
                }
            }
        }

        context.Complete(child.Outcomes);
    }

    private sealed record InnerPlan(
        DefinitionReference Reference, List<KeyValuePair<string, CompiledExpression>> Inputs, List<NodeOutput> Outputs);
}
