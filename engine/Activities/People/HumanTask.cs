using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.People;

/// <summary>Gives people work and waits until one of them has done it with an outcome.</summary>
internal sealed class HumanTask : DueActivity
{
    private const string TaskTag = "task";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.HumanTask", "People", new("Human task", "人工任务"),
        new("Puts a task into the inbox and waits until somebody completes it.", "在待办箱中创建任务，并等待有人完成。"))
    {
        Inputs =
        [
            .. TaskOptions.Inputs,
            Option.Text("Assignee", new("Assignee", "处理人"),
                new("Who gets it at once; else somebody claims it.", "直接指派的人；留空则由候选人认领。")) with
            {
                Category = "People",
            },
            Option.Texts("Outcomes", new("Outcomes", "结果选项")) with { UiHint = "dynamic-outcomes",
                Default = new List<object?> { "Done" } },
        ],
        Outputs =
        [
            Option.Gives("Result", "Object", new("Form data", "表单数据")),
            Option.Gives("Outcome", "String", new("Outcome", "结果")),
            Option.Gives("CompletedBy", "String", new("Completed by", "完成人")),
            Option.Gives("TaskId", "String", new("Task id", "任务标识")),
            Option.Gives("DueAt", "DateTimeOffset", new("Due at", "截止时间")),
        ],
        OutcomesFrom = "Outcomes",
        Waits = true,
        Icon = "person",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node)
    {
        var own = node.Inputs.TryGetValue("Outcomes", out var input) && input.IsConstant ? Texts(input.Constant) : Activities.Outcomes.Done;
        return TaskOptions.HasOverdueOutcome(node) ? [.. own, TaskOptions.Overdue] : own;
    }

    protected override void Overdue(ActivityContext context)
    {
        foreach (var (id, tag) in context.Waits.Where(w => w.Tag == TaskTag))
        {
            context.CancelWait(id);
        }

        context.Output("Outcome", TaskOptions.Overdue);
        context.Complete(TaskOptions.Overdue);
    }

    protected override void Done(ActivityContext context, Resumption resumption)
    {
        var outcome = RunValues.AsText(TaskOptions.Part(resumption, "Outcome")) ?? "Done";
        context.Output("Result", TaskOptions.Part(resumption, "Data"));
        context.Output("Outcome", outcome);
        context.Output("CompletedBy", TaskOptions.Part(resumption, "Actor"));
        context.Complete(outcome);
    }

    protected override void Open(ActivityContext context, DateTimeOffset? due)
    {
        var outcomes = Texts(context.Input("Outcomes"));
        var assignee = context.Text("Assignee");
        var draft = TaskOptions.Draft(context, outcomes, due) with { Assignee = assignee is { Length: > 0 } ? assignee : null };
        context.Output("TaskId", context.OpenTask(draft, TaskTag));
        if (due is { } moment)
        {
            Mind(context, moment);
        }
    }

    private static IReadOnlyList<string> Texts(object? value)
    {
        var texts = (value as IReadOnlyList<object?> ?? [value]).Select(RunValues.AsText).OfType<string>().Where(t =>
            t.Length > 0).ToList();
        return texts.Count > 0 ? texts : Activities.Outcomes.Done;
    }
}
