using System.Text;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.People;

/// <summary>The options that all activities share which give people work.</summary>
internal static class TaskOptions
{
    public static IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        Option.Text("Title", new("Title", "标题"), new("One line for the inbox.", "显示在待办箱中的一行文字。")).Required(),
        Option.Text("TitleZh", new("Title in Chinese", "中文标题")),
        Option.Json("Form", new("Form", "表单"), new("What is to be filled in.", "需要填写的内容。"))
            with { UiHint = "form-editor" },
        Option.Json("Data", new("Shown data", "展示数据"), new("What the person is shown.", "展示给处理人的数据。")),
        Option.Texts("CandidateRoles", new("Candidate roles", "候选角色")) with { Category = "People" },
        Option.Texts("CandidateUsers", new("Candidate users", "候选人")) with { Category = "People" },
        Option.Duration("DueIn", new("Due in", "办理时限")) with { Category = "Time" },
        Option.Moment("DueAt", new("Due at", "截止时间"),
            new("Goes before the time limit.", "优先于办理时限。")) with { Category = "Time" },
        .. Timing.WorkingTimeInputs.Select(i => i with { Category = "Time" }),
        Option.Moment("CountedFrom", new("Counted from", "起算时间"),
            new("When the time limit began; empty: now.", "时限从何时起算；留空为现在。")) with { Category = "Time" },
        Option.Json("Pauses", new("Pauses", "暂停时段"), new(
            "Times that do not count: a list of {from, to}.", "不计入时限的时段：{from, to} 列表。")) with { Category = "Time" },
        Option.Flag("ExposeOverdueOutcome", new("Outcome when overdue", "逾期时走单独分支"), new(
            "At the due time the task is withdrawn and the outcome is Overdue.",
                "到期后撤回任务并走 Overdue 分支。")).Plain() with { Category = "Time" },
        Option.Texts("OverdueRoles", new("Roles when overdue", "逾期后的角色"), new(
            "At the due time they may do it too; where the task is not withdrawn.",
                "到期后这些角色也可办理；用于任务不撤回时。")) with { Category = "Time" },
    ];

    /// <summary>The outcome of a task that nobody did in time.</summary>
    public const string Overdue = "Overdue";

    /// <summary>Whether something happens at the due time: the task is withdrawn, or more people may do it.</summary>
    public static bool MindsDueTime(ActivityContext context) =>
        HasOverdueOutcome(context.Node) || context.HasInput("OverdueRoles");

    /// <summary>
    /// The due time has passed and the tasks stay: whoever has one keeps it, the roles for late tasks may do it too, and the event
    /// <c>task.overdue</c> tells who waits to be told.
    /// </summary>
    public static void HandUp(ActivityContext context)
    {
        var roles = context.Texts("OverdueRoles");
        foreach (var task in context.Waits.Select(wait => context.FindTask(wait.Id)).OfType<TaskRecord>().ToList())
        {
            var isForAll = task.CandidateRoles.Count == 0 && task.CandidateUsers.Count == 0;
            context.ChangeTask(isForAll ? task : task with { CandidateRoles = [.. task.CandidateRoles.Union(roles)] });
            context.Send(DeliveryKind.Event, "task.overdue", new MessageDraft
            {
                CorrelationId = context.CorrelationId,
                Payload = RunValues.Context(
                [
                    new("taskId", task.Id), new("runId", task.RunId), new("definitionId", task.DefinitionId),
                    new("activityId", task.ActivityId), new("title", task.Title.En), new("titleZh", task.Title.Zh),
                    new("assignee", task.Assignee), new("dueAt", task.DueAt is { } due ? Rules.Feel.FeelDateTime.Of(due) : null),
                ]),
            });
        }
    }

    public static bool HasOverdueOutcome(Definitions.ActivityNode node) => node.Element["exposeOverdueOutcome"]?.AsFlag() == true;

    /// <summary>
    /// Finds the due time: at once, or through a question whose answer calls <see cref="Activity.Answered"/>. True when it is known.
    /// </summary>
    public static bool TryDue(ActivityContext context, out DateTimeOffset? due)
    {
        due = context.IsSet("DueAt") ? Timing.Needed(context, "DueAt", Timing.At(context, "DueAt")) : null;
        if (due is not null || !context.IsSet("DueIn"))
        {
            return true;
        }

        var span = Timing.Needed(context, "DueIn", Timing.Span(context, "DueIn"));

        var from = Timing.At(context, "CountedFrom") ?? context.Now;
        var pauses = context.Input("Pauses");
        if (context.Flag("WorkingTime"))
        {
            CountedTime.Ask(context, from, span, pauses, "due");
            return false;
        }

        var lost = Timing.Pauses(pauses, context.Now)?.Aggregate(TimeSpan.Zero, (sum, pause) => sum + (pause.To!.Value - pause.From));
        due = Timing.After(context, from - context.Now + span + (lost ?? TimeSpan.Zero));
        return true;
    }

    public static TaskDraft Draft(ActivityContext context, IReadOnlyList<string> outcomes, DateTimeOffset? due) =>
        new(new LocalText(context.RequiredText("Title"), context.Text("TitleZh") is { Length: > 0 } zh ? zh : null))
        {
            CandidateRoles = context.Texts("CandidateRoles"),
            CandidateUsers = context.Texts("CandidateUsers"),
            Form = context.Input("Form") is { } form and not "" ? FormText(form) : null,
            Data = context.Input("Data"),
            Outcomes = outcomes,
            DueAt = due,
        };

    /// <summary>The tasks of the activity are due at another time, and so is what happens when they are late.</summary>
    public static void Move(ActivityContext context, DateTimeOffset due, string dueTag)
    {
        context.Output("DueAt", Rules.Feel.FeelDateTime.Of(due));
        foreach (var task in context.Waits.Select(wait => context.FindTask(wait.Id)).OfType<TaskRecord>().ToList())
        {
            context.ChangeTask(task with { DueAt = due });
        }

        if (MindsDueTime(context))
        {
            CountedTime.CancelWaits(context, dueTag);
            context.WaitUntil(due, dueTag);
        }
    }

    /// <summary>A part of what came with the completion of a task: <c>Outcome</c>, <c>Data</c>, <c>Actor</c>.</summary>
    public static object? Part(Resumption resumption, string name) =>
        RunValues.TryGet(resumption.Payload, name, out var value) ? value : null;

    // A text that is no JSON would be found out by everybody who opens the inbox.
    private static string FormText(object form)
    {
        try
        {
            return form is string text
                ? JsonElement.Parse(text).GetRawText() : Encoding.UTF8.GetString(RunValueCodec.EncodePlain(form));
        }
        catch (JsonException)
        {
            throw ActivityContext.Fault("E412", new LocalText("The form is no JSON.", "表单不是 JSON。"),
                new LocalText("Give a JSON schema.", "请给出 JSON Schema。"));
        }
    }
}
