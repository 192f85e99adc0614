using System.Text.Json;

namespace Workflows.Host.Connectors;

/// <summary>What another system answered, in the words that activities read.</summary>
internal static class HttpAnswer
{
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, bool isDownload, CancellationToken stop)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var content = isDownload ? await FileAsync(answer, stop) : await ContentAsync(answer, stop);
        return JsonSerializer.SerializeToElement(
            new { Outcome = "Response", StatusCode = (int)answer.StatusCode, Headers = headers, ParsedContent = content });
    }

    private static async Task<object> FileAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(stop);
        var name = answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')
            ?? Path.GetFileName(answer.RequestMessage?.RequestUri?.LocalPath);
        return new
        {
            Filename = string.IsNullOrEmpty(name) ? "download" : Path.GetFileName(name),
            ContentType = answer.Content.Headers.ContentType?.ToString(),
            Size = bytes.Length,
            Content = Convert.ToBase64String(bytes),
        };
    }

    private static async Task<object> ContentAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return text;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            // What calls itself JSON and is none reaches the run as the text that it is.
            return text;
        }
    }
}
