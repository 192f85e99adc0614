namespace Workflows.Engine.Activities.Flowcharts;

/// <summary>
/// Joins branches: goes on when so many of them have come. The others are taken in without effect; only when each has come begins the next
/// round, for which what came twice meanwhile has waited.
/// </summary>
internal sealed class PartialJoin : Activity
{
    public const string Needed = "Needed";

    public override ActivityDescriptor Descriptor { get; } = new(
        "Workflows.PartialJoin", "Flow", new("Partial join", "部分汇合"),
        new("Goes on when so many branches have come; the next round begins when each has.", "达到指定数量的分支后继续；全部到达后开始下一轮。"))
    {
        Inputs = [Option.Whole(Needed, new("How many branches", "所需分支数")).Or(1)],
    };

    public override void Execute(ActivityContext context) => context.Complete();
}
