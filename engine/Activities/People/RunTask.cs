using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.People;

/// <summary>
/// Asks the world around for a task by its name and waits until it is reported done, through the inbox or by an application.
/// </summary>
internal sealed class RunTask : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.RunTask", "People", new("Run task", "外部任务"),
            new("Asks for a task and waits until it is reported done.", "请求执行任务，并等待其完成。"))
    {
        Inputs =
        [
            Option.Text("TaskName", new("Task name", "任务名称")).Required(),
            Option.Json("Payload", new("Payload", "内容")),
        ],
        Outputs =
        [
            Option.Gives("TaskId", "String", new("Task id", "任务标识")),
            Option.Gives("Result", "Object", new("Result", "结果")),
        ],
        Waits = true,
        Icon = "task",
    };

    public override void Execute(ActivityContext context)
    {
        var draft = new TaskDraft(context.RequiredText("TaskName")) { Data = context.Input("Payload") };
        context.Output("TaskId", context.OpenTask(draft));
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        context.Output("Result", RunValues.TryGet(resumption.Payload, "Data", out var data) ? data : null);
        context.Complete();
    }
}
