using Workflows.Engine.Ports;
using Workflows.Rules;

namespace Workflows.Engine.Runs;

/// <summary>Why a request to a run is refused.</summary>
internal static class RunProblems
{
    /// <summary>Code of the incident that an effect was given up.</summary>
    public const string EffectLost = "E114";

    /// <summary>Code of the incident that a run should move and does not.</summary>
    public const string Silent = "E115";

    /// <summary>Code of the refusal that nobody waits any more at a bookmark.</summary>
    public const string Gone = "E201";

    public static LocalText GivenUp(string why) => new(
        $"What was to be done outside was given up: {why}. Send it again in the outbox, or skip the activity.",
        $"外部操作已放弃：{why}。请在发件箱中重新发送，或跳过该活动。");

    public static Diagnostic BookmarkGone() => Problem(
        Gone, "Nobody waits here any more: somebody else was first, or it was cancelled.", "此处已无人等待：可能已被他人处理或已取消。",
        "Look at the run to see what happened.", "请查看该流程的记录。");

    public static Diagnostic TaskGone(string id) => Problem(
        "E202", $"The task {id} is closed or was never opened.", $"任务 {id} 已关闭或不存在。",
        "Refresh the inbox.", "请刷新待办列表。");

    public static Diagnostic NoOutcome(string outcome, IReadOnlyList<string> known) => Problem(
        "E203", $"The task has no outcome {outcome}.", $"该任务没有结果 {outcome}。",
        $"Choose one of: {string.Join(", ", known)}.", $"请选择：{string.Join("、", known)}。");

    public static Diagnostic RunEnded(string id, RunStatus status) => Problem(
        "E204", $"The run {id} has ended ({status}).", $"流程 {id} 已结束（{status}）。",
        "Run it again from an activity, or start a new one.", "请从某个活动重新执行，或启动新的流程。");

    public static Diagnostic NoActivity(string id) => Problem(
        "E205", $"The run has no activity {id} to do this with.", $"该流程中没有可执行此操作的活动 {id}。",
        "Choose an activity of the definition that the command fits.", "请选择定义中适用此命令的活动。");

    public static Diagnostic NoIncident(string? id) => Problem(
        "E206", id is null ? "The run has no open incident." : $"The run has no open incident {id}.",
        id is null ? "该流程没有未处理的事件。" : $"该流程没有未处理的事件 {id}。",
        "Refresh the list of incidents.", "请刷新事件列表。");

    public static Diagnostic NotHisTask(string actor) => Problem(
        "E207", $"{actor} may not work on this task.", $"{actor} 无权处理此任务。",
        "Ask somebody who may to delegate it.", "请让有权限的人转派。");

    public static Diagnostic CannotMap(string activity) => Problem(
        "E208", $"The other version has no activity for {activity}, which is under way.", $"另一版本中没有与进行中的活动 {activity} 对应的活动。",
        "Map it to an activity of the other version.", "请将其映射到另一版本的活动。");

    public static Diagnostic NoVersion(string version) => Problem(
        "E209", $"There is no definition version {version}.", $"不存在定义版本 {version}。",
        "Choose a version that is published.", "请选择已发布的版本。");

    public static Diagnostic NotMigrated(string id) => Problem(
        "E211", $"The run {id} was not migrated, or went back already.", $"流程 {id} 未曾迁移，或已经撤回。",
        "Look at its history for the versions it was on.", "请在其记录中查看经过的版本。");

    public static Diagnostic MissingInput(string name) => Problem(
        "E210", $"The input {name} is needed to start.", $"启动需要输入 {name}。",
        "Give the input a value.", "请为该输入提供值。");

    private static Diagnostic Problem(string code, string en, string zh, string nextEn, string nextZh) =>
        new(code, Severity.Error, SourcePlace.None, new LocalText(en, zh), new LocalText(nextEn, nextZh));
}
