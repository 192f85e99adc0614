using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Regions;

/// <summary>
/// Runs what is inside once for each item, at once or one after the other. It is done when all are, when enough are, or when its condition
/// holds, which is asked after each. What still runs then is cancelled, or goes on to its end without effect on what follows. Items may be
/// added by an event while it runs.
/// </summary>
internal sealed class MultiInstance : Activity
{
    private const int Most = 100_000;
    private const string PartSlot = "part done";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.MultiInstance", "Control", new("Multi-instance", "多实例"),
        new("Runs what is inside once for each item.", "对每一项执行一次内部活动。"))
    {
        Inputs =
        [
            Option.Items("Items", new("Items", "项目")),
            Option.Whole("Count", new("How many", "数量"), new("Where no items are given.", "未给出项目时有效。")),
            Option.Flag("OneAfterTheOther", new("One after the other", "依次执行")),
            Option.Whole("Needed", new("Enough when done", "完成多少即可"), new("Empty: all.", "留空则需全部完成。")),
            Option.Choice("Rest", new("What still runs then", "其余实例"), new(
                "End: it goes on to its end while the sequence or flowchart around it lasts.", "End：在外层顺序或流程图结束前继续执行完毕。"),
                "Cancel", "End"),
            new InputDescriptor("CompletionCondition", "Boolean", new("Done when", "完成条件"), new(
                "Asked after each; sees CompletedCount, TotalCount and Results.",
                    "每项完成后判断；可用 CompletedCount、TotalCount、Results。"))
            {
                DefaultSyntax = "FEEL",
            },
            Option.Text("AddOn", new("Added by event", "追加事件"), new("The event's payload is a further item.", "事件内容即新增项目。")),
        ],
        Outputs = [Option.Gives("Results", "Object[]", new("Results", "结果列表"))],
        Ports = ["body"],
        Waits = true,
        Icon = "repeat",
    };

    public override IReadOnlyList<string> LocalVariables =>
        ["CurrentValue", "CurrentIndex", "CompletedCount", "TotalCount", "Results"];

    public override void Execute(ActivityContext context)
    {
        var items = context.HasInput("Items")
            ? context.List("Items")
            : [.. Enumerable.Range(0, (int)Math.Clamp(context.Number("Count") ?? 0, 0, Most + 1)).Select(i => (object?)(decimal)i)];
        if (items.Count > Most)
        {
            throw ActivityContext.Fault("E442", new LocalText(
                $"At most {Most} instances run in one activity.", $"一个活动最多执行 {Most} 个实例。"));
        }

        context.Remember("items", items);
        context.SetLocal("CompletedCount", 0m);
        context.SetLocal("TotalCount", (decimal)items.Count);
        context.SetLocal("Results", new List<object?>());
        if (items.Count == 0 || context.Node.Child("body") is null)
        {
            Complete(context);
            return;
        }

        WaitForMore(context);
        var first = context.Flag("OneAfterTheOther") ? 1 : items.Count;
        for (var i = 0; i < first; i++)
        {
            Begin(context, i, items[i]);
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var items = (List<object?>)[.. Items(context), resumption.Payload];
        context.Remember("items", items);
        context.SetLocal("TotalCount", (decimal)items.Count);
        WaitForMore(context);
        if (!context.Flag("OneAfterTheOther"))
        {
            Begin(context, items.Count - 1, resumption.Payload);
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child)
    {
        if (HasDoneItsPart(context))
        {
            Fade(context);
            return;
        }

        var items = Items(context);
        var done = context.Counter("done") + 1;
        context.SetCounter("done", done);
        context.Remember($"result {done}", RunValues.Context(
        [
            new("outcome", child.Outcomes.Count > 0 ? child.Outcomes[0] : null),
            new("result", context.OutputOf(child.Node.Id, "Result")),
        ]));
        context.SetLocal("CompletedCount", (decimal)done);
        if (IsEnough(context, done, items.Count))
        {
            Complete(context);
        }
        else if (context.Flag("OneAfterTheOther"))
        {
            Begin(context, done, items[done]);
        }
    }

    public override void ChildCancelled(ActivityContext context, ChildCompletion child)
    {
        if (HasDoneItsPart(context))
        {
            Fade(context);
        }
        else
        {
            base.ChildCancelled(context, child);
        }
    }

    private static bool HasDoneItsPart(ActivityContext context) => context.Counter(PartSlot) > 0;

    private static void Fade(ActivityContext context)
    {
        if (context.LiveChildren == 0)
        {
            context.EndQuietly();
        }
    }

    private static bool IsEnough(ActivityContext context, int done, int total)
    {
        if (done >= total || (context.Number("Needed") is { } needed && done >= needed))
        {
            return true;
        }

        if (!context.HasInput("CompletionCondition"))
        {
            return false;
        }

        context.SetLocal("Results", Results(context));
        return context.Flag("CompletionCondition");
    }

    private static void Complete(ActivityContext context)
    {
        context.Output("Results", Results(context));
        if (context.LiveChildren > 0 && context.Text("Rest") == "End")
        {
            context.SetCounter(PartSlot, 1);
            context.CompleteBefore();
        }
        else
        {
            context.Complete();
        }
    }

    private static void Begin(ActivityContext context, int index, object? item) => context.Schedule(
        context.Node.Child("body")!, [new("CurrentValue", item), new("CurrentIndex", (decimal)index)]);

    private static void WaitForMore(ActivityContext context)
    {
        if (context.Text("AddOn") is { Length: > 0 } name)
        {
            context.Wait("event", name, "add", context.CorrelationId);
        }
    }

    private static IReadOnlyList<object?> Items(ActivityContext context) => context.Recall("items") as IReadOnlyList<object?> ?? [];

    private static List<object?> Results(ActivityContext context) =>
        [.. Enumerable.Range(1, context.Counter("done")).Select(i => context.Recall($"result {i}"))];
}
