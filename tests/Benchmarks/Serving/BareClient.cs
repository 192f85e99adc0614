using System.Net.Sockets;
using System.Text;

namespace Workflows.Benchmarks.Serving;

/// <summary>One kept connection that sends a request and reads its answer, with as little work of its own as can be.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];

    public static async Task<BareClient> ConnectAsync(Uri address)
    {
        var client = new BareClient();
        await client.socket.ConnectAsync(address.Host, address.Port);
        return client;
    }

    /// <summary>Sends the bytes of one request and gives the status of its answer.</summary>
    public async Task<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var length = 0;
        var end = -1;
        while (end < 0 || length < end)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The host closed the connection.");
            }

            length += read;
            end = end < 0 ? EndOf(buffer.AsSpan(0, length)) : end;
        }

        return ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + buffer[11] - '0';
    }

    public void Dispose() => socket.Dispose();

    // Where the answer ends: behind its head as many bytes as it says, or the last chunk.
    private static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            var last = bytes[head..].IndexOf("\r\n0\r\n\r\n"u8);
            return last < 0 ? -1 : head + last + 7;
        }

        var text = bytes[(at + 16)..head];
        var stop = text.IndexOf((byte)'\r');
        return head + 4 + int.Parse(Encoding.ASCII.GetString(stop < 0 ? text : text[..stop]), null);
    }
}
