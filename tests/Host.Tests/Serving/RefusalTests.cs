using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Tests.Serving;

/// <summary>What the host answers when it cannot do what was asked.</summary>
public sealed class RefusalTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Too_many_sign_ins_are_slowed_down()
    {
        // Sign-ins are counted by address: these come from one of their own.
        using var stranger = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        var codes = new List<string?>();
        for (var n = 0; n < 21; n++)
        {
            var answer = await stranger.PostAsJsonAsync(
                new Uri(product.Address, "/api/sign-in"), new { user = "nobody", password = "x" });
            codes.Add((await RunningProduct.JsonOf(answer)).GetProperty("code").GetString());
        }

        Assert.Equal("H102", codes[0]);
        Assert.Equal("H105", codes[^1]);

        static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext to, CancellationToken stop)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
            await socket.ConnectAsync(to.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"user\": null, \"password\": null}")]
    public async Task Body_that_lacks_what_it_must_have_is_refused(string body)
    {
        var answer = await product.Anonymous.PostAsync(
            "/api/sign-in", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("H110", (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException), 500, "H120")]
    [InlineData(typeof(StoreBusyException), 503, "H119")]
    [InlineData(typeof(TooSlow), 408, "H121")]
    public async Task Fault_below_becomes_the_answer_of_its_kind(Type kind, int status, string code)
    {
        var context = new DefaultHttpContext();
        context.Response.Body = new MemoryStream();
        var fault = kind == typeof(StoreBusyException) ? new StoreBusyException(1) : (Exception)Activator.CreateInstance(kind)!;
        var answering = new ExceptionProblems(NullLogger<ExceptionProblems>.Instance);
        await answering.TryHandleAsync(context, fault, TestContext.Current.CancellationToken);
        context.Response.Body.Position = 0;
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Contains(code, await new StreamReader(context.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Problem_of_a_stale_change_says_what_to_do()
    {
        Assert.Equal("H116", HostProblems.Changed("draft").Code);
        Assert.Equal((int)HttpStatusCode.PreconditionFailed, HostProblems.Changed("draft").Status);
    }

    private sealed class TooSlow() : BadHttpRequestException("slow", 408);
}
