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

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(content);
        return new(scope, key, Convert.ToHexStringLower(hash.GetHashAndReset()), answer);
    }
}
