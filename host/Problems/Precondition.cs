using System.Security.Cryptography;
using System.Text.Json;

namespace Workflows.Host.Problems;

/// <summary>
/// What a caller has read has a tag (ETag), which comes back with a change (If-Match): nobody writes over what they have not seen. A
/// change without one is of somebody who does not ask.
/// </summary>
internal static class Precondition
{
    /// <summary>The tag of what a caller sees.</summary>
    public static string TagOf<T>(T seen) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(seen, HostJson.Options)))[..32];

    /// <summary>The tag that came with a change; null when none did.</summary>
    public static string? Given(HttpContext context) =>
        context.Request.Headers.IfMatch.ToString().Trim('"') is { Length: > 0 } tag ? tag : null;

    /// <summary>Whether a change is of something that is other than it was when it was read.</summary>
    public static bool Fails(HttpContext context, string tag) => Given(context) is { } given && given != tag;

    /// <summary>Answers with the tag of what is answered.</summary>
    public static void Tell(HttpContext context, string tag) => context.Response.Headers.ETag = $"\"{tag}\"";
}
