namespace Workflows.Host.Serving;

/// <summary>
/// Everything the host logs. Numbers and texts are a contract (tests/Corpus/contracts/log-events.txt): people search and alert by them.
/// </summary>
internal static partial class LogEvents
{
    [LoggerMessage(1002, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger log, Exception fault, string method, string path);

    [LoggerMessage(1003, LogLevel.Error, "{Path}, which is shipped with the program, was not published: {Reason}")]
    public static partial void ShippedTextRefused(this ILogger log, string path, string reason);

    [LoggerMessage(1005, LogLevel.Error, "The published rule set {Name} is not right any more and judges nothing: {Reason}")]
    public static partial void PublishedTextRefused(this ILogger log, string name, string reason);

    [LoggerMessage(1004, LogLevel.Error, "{Worker} failed and goes on after a pause")]
    public static partial void WorkerFailed(this ILogger log, Exception fault, string worker);

    [LoggerMessage(1101, LogLevel.Warning, "{Actor} was denied {Permission} at {Method} {Path}")]
    public static partial void Denied(this ILogger log, string actor, string permission, string method, string path);

    [LoggerMessage(1102, LogLevel.Warning, "Sign-in of {User} from {Address} failed")]
    public static partial void SignInFailed(this ILogger log, string user, string address);

    [LoggerMessage(1201, LogLevel.Warning, "Timer {Timer} of run {Run} was refused: {Reason}")]
    public static partial void TimerRefused(this ILogger log, string timer, string run, string reason);

    [LoggerMessage(1202, LogLevel.Information, "Calendar {Calendar} has changed: the due times of {Runs} runs moved")]
    public static partial void Recounted(this ILogger log, string calendar, int runs);

    [LoggerMessage(1301, LogLevel.Information, "Effect {Kind} {Id} of run {Run} is done")]
    public static partial void EffectDone(this ILogger log, string kind, string id, string run);

    [LoggerMessage(1302, LogLevel.Warning, "Effect {Kind} {Id} failed {Attempts} times and is tried again in {Seconds} s: {Reason}")]
    public static partial void EffectPutOff(this ILogger log, string kind, string id, int attempts, double seconds, string reason);

    [LoggerMessage(1303, LogLevel.Error, "Effect {Kind} {Id} of run {Run} is given up until somebody sends it again: {Reason}")]
    public static partial void EffectGivenUp(this ILogger log, string kind, string id, string run, string reason);

    [LoggerMessage(1304, LogLevel.Error, "Effect {Id} of run {Run} failed in the program")]
    public static partial void EffectFailed(this ILogger log, Exception fault, string id, string run);
}
