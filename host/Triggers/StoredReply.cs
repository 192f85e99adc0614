using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;

namespace Workflows.Host.Triggers;

/// <summary>What a caller is answered; kept with an idempotency key, so that a repetition gets the very same.</summary>
internal sealed record StoredReply(
    int Status, string? ContentType, IReadOnlyDictionary<string, string> Headers, string? Text, string RunId)
{
    /// <summary>Whether the text is bytes in base64.</summary>
    public bool IsBinary { get; init; }

    // What HTTP itself is made of is not a definition's to say.
    private static readonly string[] Refused = ["Content-Length", "Transfer-Encoding", "Connection", "Set-Cookie", "Server", "Date"];

    /// <summary>Makes the answer from what the burst came to: what an activity said, or where the run can be watched.</summary>
    public static StoredReply Of(RunResult result)
    {
        var runId = result.RunId!;
        if (result.Reply is null)
        {
            var state = result.Status.ToString().ToLowerInvariant();
            return new(202, "application/json", new Dictionary<string, string> { ["Location"] = $"/api/runs/{runId}" },
                JsonSerializer.Serialize(new { runId, status = state, watch = $"/api/runs/{runId}" }, HostJson.Options), runId);
        }

        var headers = RunValues.TryGet(result.Reply, "Headers", out var given)
            ? RunValues.Members(given).Where(h => !Refused.Contains(h.Key, StringComparer.OrdinalIgnoreCase) && IsPlain(h.Key, h.Value))
                .ToDictionary(h => h.Key, h => RunValues.AsText(h.Value) ?? string.Empty, StringComparer.OrdinalIgnoreCase)
            : [];
        if (FileReply.Of(result.Reply) is { } file)
        {
            headers["Content-Disposition"] = file.Disposition;
            if (RunValues.AsText(Part(result.Reply, "EntityTag")) is { Length: > 0 } tag && tag.All(char.IsAsciiLetterOrDigit))
            {
                headers["ETag"] = $"\"{tag}\"";
            }

            return new(200, file.ContentType, headers, Convert.ToBase64String(file.Content), runId) { IsBinary = true };
        }

        var content = Part(result.Reply, "Content");
        var type = RunValues.AsText(Part(result.Reply, "ContentType"));
        var text = content switch
        {
            null => null,
            string plain => plain,
            _ => RunValues.ToJson(content).GetRawText(),
        };
        return new(StatusOf(Part(result.Reply, "StatusCode")), type ?? "application/json", headers, text, runId);
    }

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, HostJson.Options);

    /// <summary>From what was kept.</summary>
    public static StoredReply FromJson(string json) => JsonSerializer.Deserialize<StoredReply>(json, HostJson.Options)!;

    /// <summary>Answers the request.</summary>
    public async Task SendAsync(HttpResponse response, bool isRepetition)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers["X-Run-Id"] = RunId;
        if (isRepetition)
        {
            response.Headers["Idempotent-Replayed"] = "true";
        }

        if (IsBinary)
        {
            response.ContentType = ContentType;
            await response.Body.WriteAsync(Convert.FromBase64String(Text!));
        }
        else if (Text is not null && Status is not (204 or 304))
        {
            var hasCharset = ContentType!.Contains("charset", StringComparison.OrdinalIgnoreCase);
            response.ContentType = hasCharset ? ContentType : $"{ContentType}; charset=utf-8";
            await response.WriteAsync(Text, Encoding.UTF8);
        }
    }

    private static object? Part(object? value, string name) => RunValues.TryGet(value, name, out var part) ? part : null;

    private static int StatusOf(object? code) =>
        int.TryParse(RunValues.AsText(code), NumberStyles.Integer, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and < 600 ? status : 200;

    private static bool IsPlain(string name, object? value) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !(RunValues.AsText(value) ?? string.Empty).Any(char.IsControl);
}
