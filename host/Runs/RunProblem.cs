using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Rules;

namespace Workflows.Host.Runs;

/// <summary>What a refused request to a run is over HTTP.</summary>
internal static class RunProblem
{
    /// <summary>The refusal; null when it was done or was done before.</summary>
    public static Problem? Of(RunResult result) => result.Outcome switch
    {
        RunOutcome.Done or RunOutcome.Duplicate => null,
        RunOutcome.NotFound => new(404, "H201", new("Not there", "不存在"),
            new("There is no such run, task or published definition.", "不存在该流程实例、任务或已发布的定义。"),
            new("Check the id; it may have ended meanwhile.", "请核对编号；它可能已经结束。")),
        RunOutcome.AlreadyTaken => new(409, "H202", new("Somebody was first", "已被处理"),
            result.Problem?.Message ?? new("Somebody else has done this already.", "此操作已由他人完成。"),
            result.Problem?.NextStep ?? new("Read it again to see how it stands.", "请重新读取以查看当前状态。")),
        RunOutcome.BusinessKeyTaken => new(409, "H203", new("Business key taken", "业务键已占用"),
            new("A run that has not ended holds this business key.", "尚未结束的流程实例持有该业务键。"),
            new("Wait for its end, or cancel it.", "请等待其结束或取消它。")),
        _ when result.Problem is { Code: "E113" } tooLarge => TooLarge(tooLarge),
        _ => new(422, "H204", new("Refused", "被拒绝"),
            result.Problem?.Message ?? new("The run does not allow it.", "流程不允许此操作。"), result.Problem?.NextStep)
        {
            Errors = result.Problem is { } found ? [found] : [],
        },
    };

    /// <summary>The refusal of a value that no run keeps, before it is given to one.</summary>
    public static Problem TooLarge(Diagnostic fault) => new(413, "H205", new("Too large to keep", "内容过大"), fault.Message, fault.NextStep)
    {
        Errors = [fault],
    };
}
