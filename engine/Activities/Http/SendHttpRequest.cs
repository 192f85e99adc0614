using Workflows.Engine.Definitions;

namespace Workflows.Engine.Activities.Http;

/// <summary>Calls out over HTTP in a sequence: the activity that answers the status code is embedded in it.</summary>
internal sealed class SendHttpRequest : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SendHttpRequest", "HTTP", new("HTTP request", "HTTP 请求"),
        new("Calls another system and carries out what stands for its status code.", "调用其他系统，并执行与状态码对应的活动。"))
    {
        Inputs =
        [
            .. HttpCall.Inputs,
            new InputDescriptor("ExpectedStatusCodes", "Object", new("Expected status codes", "预期状态码"))
            {
                IsWrapped = false, UiHint = "http-status-codes",
            },
        ],
        Outputs = HttpCall.Outputs,
        Ports = ["unmatchedStatusCode", "failedToConnect", "timeout"],
        Waits = true,
        Icon = "http-out",
    };

    public override object? Plan(PlanContext context)
    {
        var answers = new Dictionary<string, ActivityNode?>(StringComparer.Ordinal);
        foreach (var (index, item) in (context.Node.Element["expectedStatusCodes"]?.List ?? []).Index())
        {
            var code = item["statusCode"]?.AsText() ?? item.AsText();
            if (code is not null)
            {
                answers[code] = context.ChildAt("expectedStatusCodes", index, "activity");
            }
        }

        return answers;
    }

    public override void Execute(ActivityContext context) => HttpCall.Send(context);

    public override void Resumed(ActivityContext context, Resumption resumption)
    {
        var (outcome, code) = HttpCall.Take(context, resumption.Payload);
        var answers = (Dictionary<string, ActivityNode?>)context.Node.Plan!;
        var next = outcome switch
        {
            "FailedToConnect" => context.Node.Child("failedToConnect"),
            "Timeout" => context.Node.Child("timeout"),
            _ => answers.TryGetValue(code, out var answer) ? answer : context.Node.Child("unmatchedStatusCode"),
        };
        if (next is null)
        {
            context.Complete();
        }
        else
        {
            context.Schedule(next);
        }
    }

    public override void ChildCompleted(ActivityContext context, ChildCompletion child) => context.Complete();
}
