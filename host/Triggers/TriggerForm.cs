using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Workflows.Engine.Runs;
using Workflows.Host.Problems;

namespace Workflows.Host.Triggers;

/// <summary>
/// Reads a form with files. Each file reaches the run as <c>Filename</c>, <c>ContentType</c>, <c>Size</c> in bytes and <c>Content</c> in
/// base64; of its name only the last part counts.
/// </summary>
internal static class TriggerForm
{
    private const int MostParts = 200;

    public static async Task<(TriggerRequest? Request, Problem? Problem)> ReadAsync(string contentType, byte[] raw, FileSettings settings)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } edge)
        {
            return (null, TriggerProblems.MalformedForm);
        }

        var (fields, files, outcome) = (new Dictionary<string, StringValues>(StringComparer.Ordinal), new List<object?>(), (string?)null);
        try
        {
            var reader = new MultipartReader(edge.ToString(), new MemoryStream(raw, writable: false)) { HeadersCountLimit = 16 };
            for (var count = 0; await reader.ReadNextSectionAsync() is { } part; count++)
            {
                if (count == MostParts || part.GetContentDispositionHeader() is not { } head)
                {
                    return (null, TriggerProblems.MalformedForm);
                }

                var bytes = await BytesAsync(part.Body);
                if (!head.IsFileDisposition())
                {
                    var name = HeaderUtilities.RemoveQuotes(head.Name).ToString();
                    fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), Encoding.UTF8.GetString(bytes));
                    continue;
                }

                var (file, fault, problem) = FileOf(head, part.ContentType, bytes, settings);
                if (problem is not null)
                {
                    return (null, problem);
                }

                outcome ??= fault;
                files.Add(file);
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            // The parts do not end as the boundary says, or one has more headers than anybody needs.
            return (null, TriggerProblems.MalformedForm);
        }

        // What was found wrong does not reach the run, except as the way it goes on.
        return (new(TriggerRequest.Values(fields)) { Files = outcome is null ? files : [], Outcome = outcome }, null);
    }

    private static (object File, string? Outcome, Problem? Problem) FileOf(
        ContentDispositionHeaderValue head, string? contentType, byte[] bytes, FileSettings settings)
    {
        var given = HeaderUtilities.RemoveQuotes(head.FileNameStar.HasValue ? head.FileNameStar : head.FileName).ToString();
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var type = contentType?.Split(';')[0].Trim() ?? "application/octet-stream";
        var (outcome, problem) = settings.Judge(name, type, bytes.Length);
        return (RunValues.Context(
        [
            new("Filename", name), new("ContentType", type), new("Size", (decimal)bytes.Length),
            new("Content", Convert.ToBase64String(bytes)),
        ]), outcome, problem);
    }

    private static async Task<byte[]> BytesAsync(Stream part)
    {
        using var copy = new MemoryStream();
        await part.CopyToAsync(copy);
        return copy.ToArray();
    }
}
