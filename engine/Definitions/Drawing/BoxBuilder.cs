using Workflows.Engine.Activities.Composition;
using Workflows.Engine.Activities.Flowcharts;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Definitions.Drawing;

/// <summary>Makes boxes and lines of the activities of a definition.</summary>
internal sealed class BoxBuilder(string language)
{
    private const int DeepestShown = 12;
    private const int LongestDetail = 80;

    // Inputs that say best what an activity is about, the first that is set.
    private static readonly string[] Telling =
    [
        "Condition", "EventName", "Path", "Title", "RuleSet", "CronExpression", "Interval", "TimeSpan", "Within", "Url", "FactType",
        "WorkflowDefinitionId", "Subject", "Milestone", "Section", "TaskName", "Items", "Text", "Value", "Script",
    ];

    private static readonly Dictionary<string, string> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["People"] = "#d97706", ["Rules"] = "#7c3aed", ["Facts"] = "#0e7490", ["HTTP"] = "#2563eb", ["Events"] = "#059669",
        ["Scheduling"] = "#0891b2", ["Composition"] = "#4f46e5", ["Mail"] = "#2563eb", ["Scripting"] = "#9333ea", ["Flow"] = "#475569",
        ["Branching"] = "#475569", ["Looping"] = "#475569", ["Control"] = "#be123c",
    };

    // Outcomes that activities share.
    private static readonly Dictionary<string, string> OutcomesZh = new(StringComparer.Ordinal)
    {
        ["True"] = "是", ["False"] = "否", ["Done"] = "完成", ["Default"] = "其他", ["Overdue"] = "逾期", ["Timeout"] = "超时",
        ["Approved"] = "同意", ["Rejected"] = "驳回", ["Failed to connect"] = "连接失败", ["Unmatched status code"] = "其他状态码",
    };

    private bool IsChinese => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    public DrawingBox Build(ActivityNode node, int depth = 0)
    {
        var descriptor = node.Activity.Descriptor;
        var isUnknown = node.Activity is UnknownActivity;
        var kind = isUnknown || node.Activity is InnerWorkflow ? node.Element.Type : descriptor.DisplayName.For(language);
        var name = node.Element.DisplayTextFor(language) ?? node.Name;
        var box = new DrawingBox(
            node.Id,
            string.IsNullOrWhiteSpace(name) ? kind : name,
            kind,
            Detail(node),
            isUnknown ? "#dc2626" : Colors.GetValueOrDefault(descriptor.Category, "#475569"))
        {
            IsDecision = node.Activity is FlowDecision or FlowSwitch,
            IsStart = node.Element.CanStartWorkflow || node.Activity is Start,
        };
        if (depth < DeepestShown)
        {
            box.Groups = [.. Groups(node, depth)];
        }

        return box;
    }

    private IEnumerable<DrawingGroup> Groups(ActivityNode node, int depth)
    {
        if (node.Plan is FlowPlan plan)
        {
            return node.Children.Count == 0 ? [] : [Flowchart(node, plan, depth)];
        }

        var isList = node.Activity is Activities.Branching.Sequence;
        return node.Children.GroupBy(c => Heading(c, node)).Select(group =>
        {
            List<DrawingBox> boxes = [.. group.Select(c => Build(c, depth + 1))];
            var edges = isList ? boxes.Zip(boxes.Skip(1), (a, b) => new DrawingEdge(a, b, string.Empty, false)) : [];
            return new DrawingGroup(group.Key, boxes, [.. edges]);
        });
    }

    private DrawingGroup Flowchart(ActivityNode node, FlowPlan plan, int depth)
    {
        var boxes = node.Children.ToDictionary(c => c, c => Build(c, depth + 1));
        var edges = new List<DrawingEdge>();
        foreach (var same in node.Children.SelectMany(c => plan.Default!.Outbound(c)).GroupBy(c => (c.Source, c.Target)))
        {
            var ports = same.Select(c => c.Port).Distinct().ToList();
            var label = ports is ["Done"] ? string.Empty : string.Join(" / ", ports.Select(p => Named(p, same.Key.Source)));
            edges.Add(new DrawingEdge(boxes[same.Key.Source], boxes[same.Key.Target], label, same.Any(c => c.IsBackward)));
        }

        return new DrawingGroup(null, [.. boxes.Values], edges);
    }

    private string Named(string outcome, ActivityNode source) => !IsChinese ? outcome
        : source.Element.OutcomesZh.FirstOrDefault(o => o.Key == outcome).Value ?? OutcomesZh.GetValueOrDefault(outcome, outcome);

    private static string? Heading(ActivityNode child, ActivityNode node) => child.Slot switch
    {
        null => null,
        { Property: "activities" or "root" } => null,
        { Member: "compensation" } slot => $"↶ {slot.Index + 1}",
        { Member: "activity", Property: "steps" } slot => $"{slot.Index + 1}",
        { Index: >= 0 } slot when node.Element[slot.Property]?.List is { } items && slot.Index < items.Count =>
            items[slot.Index]["label"]?.AsText() ?? items[slot.Index]["statusCode"]?.AsText() ?? $"{slot.Property} {slot.Index + 1}",
        var slot => slot.Property,
    };

    private string? Detail(ActivityNode node)
    {
        var telling = IsChinese ? Telling.Prepend("TitleZh") : Telling;
        foreach (var name in telling)
        {
            var descriptor = node.Activity.Descriptor.Inputs.FirstOrDefault(i => i.Name == name);
            if (descriptor is null || node.Element[descriptor.Property] is not { } part)
            {
                continue;
            }

            var text = part["expression"]?["value"]?.AsText() ?? part["expression"]?["value"]?["name"]?.AsText() ?? part.AsText()
                ?? (node.Inputs.TryGetValue(name, out var input) && input.IsConstant ? RunValues.AsText(input.Constant) : null);
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text.Length > LongestDetail ? text[..LongestDetail] : text;
            }
        }

        return null;
    }
}
