using System.Text;
using System.Text.Json;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;

namespace Workflows.Host.Triggers;

/// <summary>A request as a run sees it: method, path, route and query values, headers without secrets, and its content.</summary>
internal sealed record TriggerRequest(byte[] Raw, object? Content)
{
    // A run's history keeps what it was given; keys and cookies have no place there.
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization", "webhook-signature",
    };

    /// <summary>Reads the body within its limit, by its content type: JSON, a form, or text.</summary>
    public static async Task<(TriggerRequest? Request, Problem? Problem)> ReadAsync(HttpContext context, long? mostBytes)
    {
        var most = Math.Min(mostBytes ?? Limits.BodyBytes, Limits.BodyBytes);
        if (context.Request.ContentLength > most || await ReadRawAsync(context, most) is not { } raw)
        {
            return (null, HostProblems.TooLarge(most));
        }

        if (raw.Length == 0)
        {
            return (new([], null), null);
        }

        if (context.Request.HasJsonContentType())
        {
            return ReadJson(raw);
        }

        var type = context.Request.ContentType ?? string.Empty;
        if (type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Encoding.UTF8.GetString(raw));
            return (new(raw, Values(form)), null);
        }

        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            ? (new(raw, Encoding.UTF8.GetString(raw)), null)
            : (null, HostProblems.WrongContentType("application/json"));
    }

    /// <summary>The value that the run is given.</summary>
    public object ToValue(HttpContext context, RouteValueDictionary route) => RunValues.Context(
    [
        new("Method", context.Request.Method),
        new("Path", context.Request.Path.Value),
        new("RouteData", RunValues.Context(route.Select(v => new KeyValuePair<string, object?>(v.Key, v.Value?.ToString())))),
        new("QueryStringData", Values(context.Request.Query)),
        new("Headers", RunValues.Context(context.Request.Headers.Where(h => !Secret.Contains(h.Key))
            .Select(h => new KeyValuePair<string, object?>(h.Key, h.Value.ToString())))),
        new("ParsedContent", Content),
        new("Files", Array.Empty<object?>()),
        new("Caller", context.Actor()),
    ]);

    private static (TriggerRequest? Request, Problem? Problem) ReadJson(byte[] raw)
    {
        try
        {
            using var document = JsonDocument.Parse(raw, new JsonDocumentOptions { MaxDepth = 64 });
            return (new(raw, RunValues.FromJson(document.RootElement)), null);
        }
        catch (JsonException fault)
        {
            return (null, JsonFaults.ToProblem(fault));
        }
    }

    private static async Task<byte[]?> ReadRawAsync(HttpContext context, long most)
    {
        using var raw = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (raw.Length + read > most)
            {
                return null;
            }

            raw.Write(buffer, 0, read);
        }

        return raw.ToArray();
    }

    private static object Values(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values) =>
        RunValues.Context(values.Select(v => new KeyValuePair<string, object?>(
            v.Key, v.Value.Count == 1 ? v.Value.ToString() : v.Value.Select(object? (text) => text).ToArray())));
}
