namespace Workflows.Host.Serving;

/// <summary>
/// Everything the host logs. Numbers and texts are a contract (tests/Corpus/contracts/log-events.txt): people search and alert by them.
/// </summary>
internal static partial class LogEvents
{
    [LoggerMessage(1001, LogLevel.Information, "Started on {Addresses} with data in {DataFolder}")]
    public static partial void Started(this ILogger log, string addresses, string dataFolder);

    [LoggerMessage(1002, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger log, Exception fault, string method, string path);

    [LoggerMessage(1003, LogLevel.Error, "{Path}, which is shipped with the program, was not published: {Reason}")]
    public static partial void ShippedTextRefused(this ILogger log, string path, string reason);

    [LoggerMessage(1101, LogLevel.Warning, "{Actor} was denied {Permission} at {Method} {Path}")]
    public static partial void Denied(this ILogger log, string actor, string permission, string method, string path);

    [LoggerMessage(1102, LogLevel.Warning, "Sign-in of {User} from {Address} failed")]
    public static partial void SignInFailed(this ILogger log, string user, string address);
}
