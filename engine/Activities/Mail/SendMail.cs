using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Mail;

/// <summary>
/// Sends mail through the outbox. The effect of connector <c>mail</c> has <c>To</c>, <c>Cc</c>, <c>Bcc</c>, <c>Subject</c>, <c>Body</c>,
/// <c>IsHtml</c>, <c>ReplyTo</c>; its result has <c>Outcome</c> (<c>Sent</c> or <c>Failed</c>) and <c>Message</c>.
/// </summary>
internal sealed class SendMail : Activity
{
    private const int MostReceivers = 200;

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.SendMail", "Mail", new("Send mail", "发送邮件"), new("Sends mail.", "发送邮件。"))
    {
        Inputs =
        [
            Option.Texts("To", new("To", "收件人")).Required(),
            Option.Texts("Cc", new("Cc", "抄送")),
            Option.Texts("Bcc", new("Bcc", "密送")),
            Option.Text("ReplyTo", new("Reply to", "回复地址")),
            Option.Text("Subject", new("Subject", "主题")).Required(),
            Option.LongText("Body", new("Body", "正文")) with { DefaultSyntax = "Liquid" },
            Option.Flag("IsHtml", new("HTML", "HTML 格式")),
            Option.Flag("WaitUntilSent", new("Wait until sent", "等待发送完成")),
        ],
        Outputs = [Option.Gives("Result", "Object", new("Result", "结果"))],
        Outcomes = ["Done", "Failed"],
        Waits = true,
        Icon = "mail",
    };

    public override void Execute(ActivityContext context)
    {
        var (to, cc, bcc) = (context.Texts("To"), context.Texts("Cc"), context.Texts("Bcc"));
        Check([.. to, .. cc, .. bcc]);
        var subject = context.RequiredText("Subject");
        var waits = context.Flag("WaitUntilSent");
        context.Effect(
            "mail",
            RunValues.Context(
            [
                new("To", List(to)), new("Cc", List(cc)), new("Bcc", List(bcc)),
                new("ReplyTo", context.Text("ReplyTo")),
                new("Subject", subject.ReplaceLineEndings(" ")),
                new("Body", context.Text("Body") ?? string.Empty),
                new("IsHtml", context.Flag("IsHtml")),
            ]),
            waits ? "sent" : null);
        if (!waits)
        {
            context.Complete();
        }
    }

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        context.Output("Result", resumption.Payload);
        var failed = RunValues.TryGet(resumption.Payload, "Outcome", out var outcome) && Equals(outcome, "Failed");
        context.Complete(failed ? "Failed" : "Done");
    }

    // A line break in an address would smuggle further headers in.
    private static void Check(IReadOnlyList<string> receivers)
    {
        var bad = receivers.FirstOrDefault(r => !r.Contains('@', StringComparison.Ordinal) || r.Any(char.IsControl) || r.Length > 320);
        if (bad is not null || receivers.Count is 0 or > MostReceivers)
        {
            throw ActivityContext.Fault("E439", new LocalText(
                bad is null ? $"Mail goes to 1 to {MostReceivers} people, not {receivers.Count}." : $"This is no mail address: {bad}",
                bad is null ? $"收件人数应为 1 至 {MostReceivers}，而不是 {receivers.Count}。" : $"这不是邮件地址：{bad}"));
        }
    }

    private static List<object?> List(IReadOnlyList<string> texts) => [.. texts];
}
