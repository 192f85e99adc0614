using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Engine.Runs;

/// <summary>
/// The chain of a history: each entry's hash covers the former entry's hash and everything in the entry, each part with its length,
/// so that
/// nothing can be changed, left out or moved between parts unnoticed.
/// </summary>
public static class HistoryChain
{
    /// <summary>The hash before the first entry.</summary>
    public static ReadOnlyMemory<byte> Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 over the former hash, run id, sequence, time (UTC ticks), actor and events.</summary>
    public static byte[] Hash(
        ReadOnlySpan<byte> former, string runId, long sequence, DateTimeOffset at, string actor, ReadOnlySpan<byte> events)
    {
        ArgumentNullException.ThrowIfNull(runId);
        ArgumentNullException.ThrowIfNull(actor);
        var size = former.Length + Encoding.UTF8.GetMaxByteCount(runId.Length) + Encoding.UTF8.GetMaxByteCount(actor.Length)
            + events.Length + 32;
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var length = 0;
        former.CopyTo(buffer);
        length += former.Length;
        length += WriteText(buffer.AsSpan(length), runId);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(length), sequence);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(length + 8), at.UtcTicks);
        length += 16;
        length += WriteText(buffer.AsSpan(length), actor);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), events.Length);
        events.CopyTo(buffer.AsSpan(length + 4));
        length += 4 + events.Length;
        var hash = SHA256.HashData(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    private static int WriteText(Span<byte> target, string text)
    {
        var count = Encoding.UTF8.GetBytes(text, target[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, count);
        return count + 4;
    }
}
