using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Workflows.Engine.Runs;

namespace Workflows.Host.Triggers;

/// <summary>Reads the caller's key that makes a repeated request harmless.</summary>
internal static class IdempotencyKeys
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The longest key that is taken.</summary>
    public const int MostCharacters = 255;

    /// <summary>The request's key; null when it carries none.</summary>
    public static IdempotencyRequest? Of(
        HttpRequest request, string scope, ReadOnlySpan<byte> content, string? given, Func<RunResult, string?> answer)
    {
        var key = given ?? request.Headers[Header].ToString();
        if (key.Length is 0 or > MostCharacters)
        {
            return null;
        }

        return new(scope, key, HashOf(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"), content), answer);
    }

    // Over both as one text; in borrowed memory, since SHA-256 in one call costs half of what it costs in parts.
    private static string HashOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        var whole = ArrayPool<byte>.Shared.Rent(head.Length + content.Length);
        head.CopyTo(whole);
        content.CopyTo(whole.AsSpan(head.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(whole.AsSpan(0, head.Length + content.Length), hash);
        ArrayPool<byte>.Shared.Return(whole);
        return Convert.ToHexStringLower(hash);
    }
}
