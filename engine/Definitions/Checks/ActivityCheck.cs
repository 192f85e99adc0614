using System.Text.Json;
using Workflows.Engine.Activities;
using Workflows.Engine.Activities.Composition;
using Workflows.Engine.Activities.Scheduling;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Definitions.Checks;

/// <summary>
/// What can be seen of one activity alone: inputs that must be set, properties that nobody knows, outputs that go nowhere.
/// </summary>
internal static class ActivityCheck
{
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "variables", "activities", "connections", "start",
        "canStartWorkflow", "runAsynchronously", "mergeMode", "displayName", "description", "applicationProperties", "$schema", "synthetic",
        "result", "executionMode", "originalActivityJson", "_id", "kind", "commitStrategyName",
    };

    public static void Check(ActivityNode node, List<Diagnostic> findings)
    {
        if (node.Index == 0 || node.Activity is UnknownActivity)
        {
            return;
        }

        foreach (var input in node.Activity.Descriptor.Inputs.Where(i =>
            i.IsRequired && i.Default is null && !IsSet(node, i.Name, i.Property)))
        {
            findings.Add(CheckProblems.MissingInput(node.Element.Place, node.Id, input.Name));
        }

        foreach (var input in node.Activity.Descriptor.Inputs.Where(i => i.TypeName is "TimeSpan" or "DateTimeOffset"))
        {
            CheckTime(node, input, findings);
        }

        if (node.Activity is Cron && Constant(node, "CronExpression") is { } cron
            && !CronSchedule.TryParse(cron, Constant(node, "TimeZone"), out _, out var reason))
        {
            findings.Add(CheckProblems.BadCron(node.Element.Place, cron, reason));
        }

        if (node.Activity is not InnerWorkflow)
        {
            CheckProperties(node, findings);
        }
    }

    // A form that was left empty may write null as its value, which is no mistake yet; an expression that says null is.
    private static void CheckTime(ActivityNode node, InputDescriptor input, List<Diagnostic> findings)
    {
        if (node.Element[input.Property]?["expression"] is not { Kind: JsonValueKind.Object } expression)
        {
            return;
        }

        var text = expression["value"]?.AsText();
        if (text is null ? !input.IsRequired : text.Trim() == "null")
        {
            findings.Add(CheckProblems.NoTime(
                PlaceOf(node, expression), node.Id, input.Name, text is null ? Severity.Warning : Severity.Error));
        }
    }

    private static bool IsSet(ActivityNode node, string name, string property) =>
        node.Inputs.TryGetValue(name, out var input)
            ? !input.IsConstant || RunValues.AsText(input.Constant) is { Length: > 0 }
            : node.Element[property] is { Kind: not JsonValueKind.Null } part && part["expression"] is null && part["typeName"] is null;

    private static string? Constant(ActivityNode node, string name) =>
        node.Inputs.TryGetValue(name, out var input) && input.IsConstant ? RunValues.AsText(input.Constant) : null;

    private static void CheckProperties(ActivityNode node, List<Diagnostic> findings)
    {
        var descriptor = node.Activity.Descriptor;
        var known = descriptor.Inputs.Select(i => i.Property).Concat(descriptor.Outputs.Select(o => o.Property))
            .Concat(descriptor.Ports).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (property, part) in node.Element.Source.Members)
        {
            var isChild = node.Element.Children.Any(c => c.Property == property);
            if (!Common.Contains(property) && !known.Contains(property) && !isChild && part.Kind != JsonValueKind.Null
                && NearestName.Find(property, known) is { } nearest)
            {
                findings.Add(CheckProblems.UnknownProperty(PlaceOf(node, part), node.Id, property, nearest));
            }
        }

        foreach (var output in descriptor.Outputs)
        {
            if (node.Element[output.Property]?["memoryReference"]?["id"] is { } target && target.AsText() is { Length: > 0 } id
                && node.Outputs.All(o => o.Name != output.Name) && !IsInput(descriptor, output.Property))
            {
                findings.Add(CheckProblems.UnboundOutput(PlaceOf(node, target), node.Id, output.Name, id));
            }
        }
    }

    private static bool IsInput(Activities.ActivityDescriptor descriptor, string property) =>
        descriptor.Inputs.Any(i => string.Equals(i.Property, property, StringComparison.OrdinalIgnoreCase));

    private static SourcePlace PlaceOf(ActivityNode node, JsonPart part) =>
        part.Offset >= 0 ? node.Definition.Definition.PlaceOf(part) : node.Element.Place;
}
