using System.Buffers;
using System.Text;
using System.Text.Json;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Serving;
using Workflows.Host.Tasks;

namespace Workflows.Host.Triggers;

/// <summary>
/// A request as a run sees it: method, path, route and query values, headers without secrets, its content and files, and the outcome that
/// its definition has for what is wrong with it.
/// </summary>
internal sealed record TriggerRequest(object? Content)
{
    // A run's history keeps what it was given; keys and cookies have no place there.
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization", "webhook-signature",
    };

    /// <summary>The files of a form.</summary>
    public IReadOnlyList<object?> Files { get; init; } = [];

    /// <summary>The way the endpoint goes on; null for its ordinary one.</summary>
    public string? Outcome { get; init; }

    /// <summary>A request whose content is larger than the endpoint takes, for which it has an outcome.</summary>
    public static TriggerRequest TooLarge { get; } = new((object?)null) { Outcome = "Request too large" };

    /// <summary>The bytes of the body as they came; null when they are more than allowed.</summary>
    public static async Task<byte[]?> ReadRawAsync(HttpContext context, TriggerSettings settings)
    {
        var most = MostBytes(settings);
        if (context.Request.ContentLength > most)
        {
            return null;
        }

        var body = context.Request.BodyReader;
        while (true)
        {
            // What has come is taken even from a caller that is gone already: it has said what it wanted.
            if (!body.TryRead(out var read))
            {
                read = await body.ReadAsync(context.RequestAborted);
            }

            if (read.Buffer.Length > most)
            {
                body.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var raw = read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return raw;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>How many bytes an endpoint takes; never more than the host.</summary>
    public static long MostBytes(TriggerSettings settings) => Math.Min(settings.MostBytes ?? Limits.BodyBytes, Limits.BodyBytes);

    /// <summary>Reads the body by its content type: JSON, a form with or without files, or text.</summary>
    public static async Task<(TriggerRequest? Request, Problem? Problem)> ParseAsync(
        HttpRequest request, byte[] raw, TriggerSettings settings)
    {
        if (raw.Length == 0)
        {
            return (new((object?)null), null);
        }

        if (request.HasJsonContentType())
        {
            return ReadJson(raw);
        }

        var type = request.ContentType ?? string.Empty;
        if (type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Encoding.UTF8.GetString(raw));
            return (new(Values(form)), null);
        }

        return type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await TriggerForm.ReadAsync(type, raw, settings.Files)
            : type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? (new(Encoding.UTF8.GetString(raw)), null)
            : (null, HostProblems.WrongContentType("application/json"));
    }

    /// <summary>Why the content does not fit a form; null when it does, and when the request goes another way already.</summary>
    public Problem? Misfit(JsonElement form) => form.ValueKind != JsonValueKind.Object || Outcome is not null ? null
        : FormCheck.Check(form, RunValues.ToJson(Content ?? RunValues.Context([])), "body") is { Count: > 0 } faults
            ? TriggerProblems.Misfit(faults) : null;

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
        new("Files", Files),
        new("Caller", context.Actor()),
        new("CallerRoles", context.User.Roles()),
        new("CallerStaff", context.User.FindFirst(Actors.StaffMember)?.Value),
        .. Outcome is null ? (KeyValuePair<string, object?>[])[] : [new("Outcome", Outcome)],
    ]);

    /// <summary>Named values as a context; one that comes more than once is a list.</summary>
    public static object Values(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values) =>
        RunValues.Context(values.Select(v => new KeyValuePair<string, object?>(
            v.Key, v.Value.Count == 1 ? v.Value.ToString() : v.Value.Select(object? (text) => text).ToArray())));

    private static (TriggerRequest? Request, Problem? Problem) ReadJson(byte[] raw)
    {
        try
        {
            using var document = JsonDocument.Parse(raw, new JsonDocumentOptions { MaxDepth = 64 });
            return (new(RunValues.FromJson(document.RootElement)), null);
        }
        catch (JsonException fault)
        {
            return (null, JsonFaults.ToProblem(fault));
        }
    }
}
