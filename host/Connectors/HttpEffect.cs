using System.Text;
using System.Text.Json;

namespace Workflows.Host.Connectors;

/// <summary>
/// What an <c>http</c> message asks for: <c>Method</c>, <c>Url</c>, <c>Headers</c> (texts by name), <c>Content</c> (a text is sent as it
/// is, everything else as JSON), <c>ContentType</c>, <c>Authorization</c>, <c>TimeoutSeconds</c>, <c>Retries</c> (whether it is tried
/// again), <c>Download</c> (whether the answer is taken as a file). Values of headers may name a secret as <c>{secret:name}</c> within a
/// text, or be the reference that an expression of the language Secret gives.
/// </summary>
internal sealed record HttpEffect(
    string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, byte[]? Content, string? ContentType, TimeSpan Timeout,
    bool Retries, bool IsDownload)
{
    private static readonly TimeSpan OrdinaryTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(300);

    /// <summary>Reads a message; null with the reason where it makes no sense.</summary>
    public static (HttpEffect? Effect, string? Fault) Read(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object || Text(payload, "Url") is not { } url
            || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return (null, "The message names no absolute address.");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (payload.TryGetProperty(nameof(Headers), out var texts) && texts.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in texts.EnumerateObject())
            {
                headers[header.Name] = TextOf(header.Value);
            }
        }

        if (payload.TryGetProperty("Authorization", out var given) && given.ValueKind != JsonValueKind.Null
            && TextOf(given) is { Length: > 0 } authorization)
        {
            headers["Authorization"] = authorization;
        }

        var method = Text(payload, "Method") ?? "GET";
        if (!method.All(char.IsAsciiLetter))
        {
            return (null, $"{method} is no method of HTTP.");
        }

        var (content, type) = ContentOf(payload);
        var seconds = payload.TryGetProperty("TimeoutSeconds", out var limit) && limit.ValueKind == JsonValueKind.Number
            ? limit.GetDouble() : OrdinaryTimeout.TotalSeconds;
        var timeout = TimeSpan.FromSeconds(Math.Clamp(seconds, 0.1, LongestTimeout.TotalSeconds));
        return (new(method, address, headers, content, Text(payload, "ContentType") ?? type, timeout,
            Flag(payload, "Retries"), Flag(payload, "Download")), null);
    }

    /// <summary>The request to send to an address.</summary>
    public HttpRequestMessage ToRequest(Uri to, string key, Func<string, string> fillSecrets)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method.ToUpperInvariant()), to);
        if (Content is not null)
        {
            request.Content = new ByteArrayContent(Content);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType ?? "application/json; charset=utf-8");
        }

        foreach (var (name, value) in Headers)
        {
            var filled = fillSecrets(value);
            if (!request.Headers.TryAddWithoutValidation(name, filled))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, filled);
            }
        }

        request.Headers.Remove("Idempotency-Key");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private static (byte[]? Content, string? Type) ContentOf(JsonElement payload)
    {
        if (!payload.TryGetProperty(nameof(Content), out var content) || content.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return (null, null);
        }

        return content.ValueKind == JsonValueKind.String
            ? (Encoding.UTF8.GetBytes(content.GetString()!), "text/plain; charset=utf-8")
            : (Encoding.UTF8.GetBytes(content.GetRawText()), null);
    }

    private static bool Flag(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        JsonValueKind.Object when value.TryGetProperty("$secret", out var secret) => $"{{secret:{secret.GetString()}}}",
        _ => value.GetRawText(),
    };
}
