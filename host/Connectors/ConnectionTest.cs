using System.Net.Sockets;
using System.Security.Authentication;
using Workflows.Rules;

namespace Workflows.Host.Connectors;

/// <summary>How far a call came.</summary>
internal enum ConnectionOutcome
{
    Answered,
    Refused,
    NoSuchName,
    NoConnection,
    NotSecure,
    Timeout,
}

/// <summary>What happened when a system was called, in words.</summary>
/// <param name="Outcome">How far it came.</param>
/// <param name="Status">The HTTP status, where it answered.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Words">What happened.</param>
/// <param name="Next">What to do, where something is to be done.</param>
internal sealed record ConnectionReport(ConnectionOutcome Outcome, int? Status, int Milliseconds, LocalText Words, LocalText? Next);

/// <summary>Calls a system the way effects do, once and without an effect: a GET whose answer is thrown away.</summary>
internal static class ConnectionTest
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static async Task<ConnectionReport> TryAsync(GuardedHttp http, Uri address, TimeProvider clock, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(Longest);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await http.SendAsync(request, over.Token);
            return Answered((int)answer.StatusCode, Took());
        }
        catch (OutgoingRefusedException refused)
        {
            return Refused(refused.Why, Took());
        }
        catch (HttpRequestException failed)
        {
            return Failed(failed, address, Took());
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(ConnectionOutcome.Timeout, null, Took(),
                new($"No answer within {Longest.TotalSeconds:0} s.", $"{Longest.TotalSeconds:0} 秒内没有应答。"),
                new("Look whether the system runs and whether a firewall lies between.", "请检查对方系统是否运行，以及中间是否有防火墙。"));
        }

        int Took() => (int)clock.GetElapsedTime(began).TotalMilliseconds;
    }

    private static ConnectionReport Answered(int status, int took)
    {
        var (words, next) = status switch
        {
            < 400 => (new LocalText($"It answered {status} after {took} ms.", $"{took} 毫秒后应答 {status}。"), (LocalText?)null),
            401 or 403 => (
                new LocalText(
                    $"It is reached and refuses ({status}): it wants to know who calls.", $"可以到达，但拒绝访问（{status}）：需要身份凭证。"),
                new LocalText("Give the activity a header with a secret.", "请在活动中设置带密钥的请求头。")),
            < 500 => (
                new LocalText(
                    $"It is reached and answered {status}: the way is open, the address or method is another.",
                    $"可以到达，应答 {status}：链路正常，但地址或方法不对。"),
                new LocalText("Check the path.", "请检查路径。")),
            _ => (new LocalText($"It is reached and has a fault of its own ({status}).", $"可以到达，但对方系统出错（{status}）。"),
                new LocalText("Ask those who run it.", "请联系对方系统的管理员。")),
        };
        return new(ConnectionOutcome.Answered, status, took, words, next);
    }

    private static ConnectionReport Refused(LocalText why, int took) => new(ConnectionOutcome.Refused, null, took,
        new($"It was not called: {why.En}", $"未发起调用：{why.For("zh")}"),
        new("Allow its origin in the list if it is meant.", "如确需访问，请将其加入允许列表。"));

    private static ConnectionReport Failed(HttpRequestException failed, Uri address, int took) => failed.InnerException switch
    {
        OutgoingRefusedException refused => Refused(refused.Why, took),
        AuthenticationException => new(ConnectionOutcome.NotSecure, null, took,
            new($"{address.Host} is reached, but its certificate is not trusted.", $"可以到达 {address.Host}，但其证书不受信任。"),
            new("Let it have a certificate of a known authority, for this name and not expired.", "请为其配置由受信任机构签发、名称相符且未过期的证书。")),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(ConnectionOutcome.NoSuchName, null, took,
                new($"Nobody knows the name {address.Host}.", $"无法解析名称 {address.Host}。"),
                new("Check the spelling, and the name servers of this machine.", "请检查拼写以及本机的 DNS 设置。")),
        _ => new(ConnectionOutcome.NoConnection, null, took,
            new($"{address.Authority} takes no connection: {failed.Message}", $"无法连接 {address.Authority}：{failed.Message}"),
            new("Look whether the system runs, at this port.", "请检查对方系统是否在该端口运行。")),
    };
}
