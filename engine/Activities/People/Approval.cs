using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.People;

/// <summary>
/// Asks several people for approval, at once or one after the other. It is approved when enough have approved, rejected as soon as enough
/// can no longer approve. Nobody votes twice: who votes again opens the question anew for somebody else.
/// </summary>
internal sealed class Approval : DueActivity
{
    private const int MostApprovers = 100;
    private const string Approve = "Approve";
    private const string Reject = "Reject";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.Approval", "People", new("Approval", "审批"),
        new("Asks several people; enough of them must approve.", "请多人审批，达到所需人数即通过。"))
    {
        Inputs =
        [
            .. TaskOptions.Inputs,
            Option.Texts("Approvers", new("Approvers", "审批人"), new(
                "Users, each asked once; empty: members of the candidate roles.",
                    "逐一征求的用户；留空则由候选角色的成员审批。")) with { Category = "People" },
            Option.Whole("Voters", new("How many are asked", "征求人数"),
                new("Where no approvers are named.", "未指定审批人时有效。")).Or(1m),
            Option.Whole("Needed", new("How many must approve", "需通过人数"), new("Empty: all.", "留空则需全部通过。")),
            Option.Flag("InOrder", new("One after the other", "依次审批")),
        ],
        Outputs =
        [
            Option.Gives("Result", "Object[]", new("Votes", "审批意见")),
            Option.Gives("Outcome", "String", new("Outcome", "结果")),
            Option.Gives("DueAt", "DateTimeOffset", new("Due at", "截止时间")),
        ],
        Outcomes = ["Approved", "Rejected"],
        Waits = true,
        Icon = "approval",
    };

    public override IEnumerable<string> OutcomesOf(ActivityNode node) =>
        TaskOptions.HasOverdueOutcome(node) ? [.. Descriptor.Outcomes, TaskOptions.Overdue] : Descriptor.Outcomes;

    protected override void Overdue(ActivityContext context) => End(context, TaskOptions.Overdue);

    protected override void Moved(ActivityContext context, DateTimeOffset due) =>
        context.Remember("due", Rules.Feel.FeelDateTime.Of(due));

    protected override void Done(ActivityContext context, Resumption resumption)
    {
        var place = int.Parse(resumption.Tag, System.Globalization.CultureInfo.InvariantCulture);
        var actor = RunValues.AsText(TaskOptions.Part(resumption, "Actor")) ?? string.Empty;
        var votes = Votes(context);
        if (votes.Any(v => RunValues.TryGet(v, "by", out var by) && Equals(by, actor)))
        {
            Ask(context, place);
            return;
        }

        var approves = Equals(TaskOptions.Part(resumption, "Outcome"), Approve);
        votes = [.. votes, RunValues.Context([new("by", actor), new("approves", approves),
            new("data", TaskOptions.Part(resumption, "Data"))])];
        context.Remember("votes", votes);
        Count(context, votes);
    }

    protected override void Open(ActivityContext context, DateTimeOffset? due)
    {
        var approvers = context.Texts("Approvers");
        var asked = approvers.Count > 0 ? approvers.Count : Said(context, "Voters", 1);
        var needed = Said(context, "Needed", asked);
        if (asked is < 1 or > MostApprovers || needed < 1 || needed > asked)
        {
            throw ActivityContext.Fault("E434", new LocalText(
                $"{needed} approvals of {asked} people cannot be had.", $"无法从 {asked} 人中获得 {needed} 个通过。"),
                new LocalText($"Ask 1 to {MostApprovers} people, and no fewer than must approve.",
                    $"请征求 1 至 {MostApprovers} 人，且不少于所需人数。"));
        }

        context.SetCounter("asked", asked);
        context.SetCounter("needed", needed);
        context.Remember("approvers", approvers.Select(a => (object?)a).ToList());
        if (due is { } moment)
        {
            context.Remember("due", Rules.Feel.FeelDateTime.Of(moment));
            Mind(context, moment);
        }

        var first = context.Flag("InOrder") ? 1 : asked;
        for (var place = 0; place < first; place++)
        {
            Ask(context, place);
        }
    }

    // What is said and has no value is no number of people: taken for nothing said, it could let one person approve for two.
    private static int Said(ActivityContext context, string input, int otherwise) =>
        context.IsSet(input) ? (int)(context.Number(input) ?? 0) : otherwise;

    private static void Ask(ActivityContext context, int place)
    {
        var approvers = context.Recall("approvers") as IReadOnlyList<object?> ?? [];
        var due = context.Recall("due") is Rules.Feel.FeelDateTime moment ? moment.ToDateTimeOffset() : null;
        var draft = TaskOptions.Draft(context, [Approve, Reject], due);
        if (place < approvers.Count)
        {
            draft = draft with { CandidateUsers = [RunValues.AsText(approvers[place])!], CandidateRoles = [] };
        }

        context.SetCounter("opened", Math.Max(context.Counter("opened"), place + 1));
        context.OpenTask(draft, place.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Count(ActivityContext context, IReadOnlyList<object?> votes)
    {
        var asked = context.Counter("asked");
        var yes = votes.Count(v => RunValues.TryGet(v, "approves", out var approves) && approves is true);
        if (yes >= context.Counter("needed"))
        {
            End(context, "Approved");
        }
        else if (votes.Count - yes > asked - context.Counter("needed"))
        {
            End(context, "Rejected");
        }
        else if (context.Counter("opened") < asked)
        {
            Ask(context, context.Counter("opened"));
        }
    }

    // Completing cancels the tasks that are still open.
    private static void End(ActivityContext context, string outcome)
    {
        context.Output("Result", Votes(context));
        context.Output("Outcome", outcome);
        context.Complete(outcome);
    }

    private static IReadOnlyList<object?> Votes(ActivityContext context) => context.Recall("votes") as IReadOnlyList<object?> ?? [];
}
