using System.Net;
using System.Net.Sockets;
using Workflows.Rules;

namespace Workflows.Host.Connectors;

/// <summary>
/// The way out: connects only to addresses that the policy allows, to the very address that was checked, so that a name that resolves
/// otherwise a moment later changes nothing. Never by a proxy, never with cookies, never following a redirect unseen.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly OutgoingPolicy policy;
    private volatile Way way;

    public GuardedHttp(OutgoingPolicy policy)
    {
        this.policy = policy;
        way = MakeWay();
    }

    // A connection that stands was allowed when it was made: with other lists none is used again; idle ones close by themselves.
    private HttpClient Client
    {
        get
        {
            var current = way;
            if (current.Generation != policy.Generation)
            {
                way = current = MakeWay();
            }

            return current.Client;
        }
    }

    private Way MakeWay() => new(policy.Generation, new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 4 * 1024 * 1024,
        });

    /// <summary>Sends a request; throws <see cref="OutgoingRefusedException"/> where the policy forbids it.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (policy.Refusal(request.RequestUri!) is { } why)
        {
            throw new OutgoingRefusedException(why);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseContentRead, stop);
    }

    public void Dispose() => way.Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var address = context.InitialRequestMessage.RequestUri!;
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var allowed = policy.IsListed(address) ? found : [.. found.Where(OutgoingPolicy.IsPublic)];
        if (allowed.Length == 0)
        {
            var host = context.DnsEndPoint.Host;
            throw new OutgoingRefusedException(
                new($"{host} has no public address.", $"{host} 不是公网地址。"), "Allow its origin if it is meant.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed record Way(int Generation, HttpClient Client);
}

/// <summary>An address that may not be called.</summary>
internal sealed class OutgoingRefusedException(LocalText why, string? next = null) : Exception($"{why.En} {next}".TrimEnd())
{
    public LocalText Why => why;
}
