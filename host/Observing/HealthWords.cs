using System.Globalization;
using Workflows.Rules;

namespace Workflows.Host.Observing;

/// <summary>What figures mean, from when on they need attention, and what to do then.</summary>
internal static class HealthWords
{
    private const double Mega = 1024 * 1024;
    private const double Giga = 1024 * Mega;

    /// <summary>How long writes took, sorted.</summary>
    public static HealthFigure Writes(IReadOnlyList<TimeSpan> sorted)
    {
        if (sorted.Count == 0)
        {
            return new("writes", HealthLevel.Good, new("Nothing was written since the start.", "启动以来没有写入。"));
        }

        var (median, slow) = (sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)]);
        return new("writes", Level(slow, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5)),
            new($"A write to disk takes {Ms(median)}, one in a hundred {Ms(slow)} or longer (the last {sorted.Count}).",
                $"写入磁盘一般需 {Ms(median)}，百分之一的写入需 {Ms(slow)} 以上（最近 {sorted.Count} 次）。"),
            new("When it is slow for long: look what else uses this disk.", "若持续偏慢：请检查是否有其他程序占用此磁盘。"));
    }

    /// <summary>How late the most overdue timer is.</summary>
    public static HealthFigure Timers(TimeSpan late) => late <= TimeSpan.FromSeconds(5)
        ? new("timers", HealthLevel.Good, new("Timers fire on time.", "定时器准时触发。"))
        : new("timers", Level(late, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
            new($"The most overdue timer is {Long(late).En} late.", $"最迟的定时器已晚 {Long(late).Zh}。"),
            new("After a long stop it catches up by itself; else tell whoever runs this machine.", "长时间停机后会自动赶上；否则请联系本机管理员。"));

    /// <summary>What waits to be sent.</summary>
    public static HealthFigure Outbox(int count, TimeSpan oldest) => count == 0
        ? new("outbox", HealthLevel.Good, new("Everything for other systems has been sent.", "发往其他系统的动作已全部送出。"), null, "/outbox")
        : new("outbox", Level(oldest, TimeSpan.FromMinutes(15), TimeSpan.FromHours(2)),
            new($"{Counted(count, "effect waits", "effects wait")} to be sent, the oldest for {Long(oldest).En}.",
                $"{count} 个动作待发送，最早的已等待 {Long(oldest).Zh}。"),
            new("The outbox shows what the other side said last.", "外发队列中可查看对方最近的应答。"), "/outbox");

    /// <summary>What was given up.</summary>
    public static HealthFigure GivenUp(int count) => count == 0
        ? new("givenUp", HealthLevel.Good, new("No effect was given up.", "没有被放弃的动作。"), null, "/outbox?state=dead")
        : new("givenUp", HealthLevel.Watch,
            new($"{Counted(count, "effect was", "effects were")} given up; what needs it waits.", $"{count} 个动作已被放弃，相应流程仍在等待。"),
            new("Mend the cause and send them again.", "请排除原因后重新发送。"), "/outbox?state=dead");

    /// <summary>Runs with an open incident.</summary>
    public static HealthFigure Incidents(int runs) => runs == 0
        ? new("incidents", HealthLevel.Good, new("No run has an open incident.", "没有未处理的故障。"), null, "/runs?incidents=true")
        : new("incidents", HealthLevel.Watch,
            new($"{Counted(runs, "run has", "runs have")} an open incident.", $"{runs} 个流程有未处理的故障。"),
            new("Open one: it says what can be done.", "打开即可查看处理办法。"), "/runs?incidents=true");

    /// <summary>Runs that wait; waiting long is often right.</summary>
    public static HealthFigure Waiting(int runs, TimeSpan stillest) => runs == 0
        ? new("waiting", HealthLevel.Good, new("No run waits.", "没有等待中的流程。"), null, "/runs?state=waiting")
        : new("waiting", HealthLevel.Good,
            new($"{Counted(runs, "run waits", "runs wait")} for people, times or other systems; the stillest for {Long(stillest).En}.",
                $"{runs} 个流程在等待人员、时间或其他系统，最久的已 {Long(stillest).Zh} 没有动静。"), null, "/runs?state=waiting");

    /// <summary>Room on the disk of the data.</summary>
    public static HealthFigure Disk(long free, long total, long used)
    {
        var share = total > 0 ? (double)free / total : 1;
        var level = free < Giga || share < 0.03 ? HealthLevel.Bad : free < 5 * Giga || share < 0.1 ? HealthLevel.Watch : HealthLevel.Good;
        return new("disk", level,
            new($"The data takes {Bytes(used)}; {Bytes(free)} of the disk are free.", $"数据占用 {Bytes(used)}，磁盘剩余 {Bytes(free)}。"),
            level == HealthLevel.Good ? null : new("Make room before it is full: nothing can be written then.", "请尽快清理空间，磁盘写满后将无法写入。"));
    }

    private static HealthLevel Level(TimeSpan value, TimeSpan watch, TimeSpan bad) =>
        value >= bad ? HealthLevel.Bad : value >= watch ? HealthLevel.Watch : HealthLevel.Good;

    private static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Ms(TimeSpan time) => Number(time.TotalMilliseconds, time.TotalMilliseconds < 10 ? "0.#" : "0") + " ms";

    private static LocalText Long(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => new($"{time.TotalSeconds:0} s", $"{time.TotalSeconds:0} 秒"),
        { TotalHours: < 1 } => new($"{time.TotalMinutes:0} min", $"{time.TotalMinutes:0} 分钟"),
        { TotalDays: < 2 } => new($"{time.TotalHours:0} h", $"{time.TotalHours:0} 小时"),
        _ => new($"{time.TotalDays:0} days", $"{time.TotalDays:0} 天"),
    };

    private static string Bytes(long bytes) =>
        bytes >= Giga ? Number(bytes / Giga, "0.#") + " GB" : Number(bytes / Mega, "0.#") + " MB";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
