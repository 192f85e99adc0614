using System.IO.Compression;
using System.Text;
using Microsoft.Net.Http.Headers;
using Workflows.Engine.Runs;

namespace Workflows.Host.Triggers;

/// <summary>A file that a run answers with; several are packed into one archive.</summary>
internal sealed record FileReply(string Name, string ContentType, byte[] Content)
{
    /// <summary>The header that makes a browser keep it under its name, whatever signs that holds.</summary>
    public string Disposition
    {
        get
        {
            var header = new ContentDispositionHeaderValue("attachment");
            header.SetHttpFileName(Name);
            return header.ToString();
        }
    }

    /// <summary>Reads the files of a reply; null when it has none.</summary>
    public static FileReply? Of(object reply)
    {
        if (!RunValues.TryGet(reply, "Files", out var given) || given is not IReadOnlyList<object?> { Count: > 0 } files)
        {
            return null;
        }

        var (type, name) = (Text(reply, "ContentType"), Text(reply, "Filename"));
        if (files is [var only])
        {
            var file = Read(only, name ?? "download");
            return new(name ?? file.Name, type ?? file.ContentType, file.Content);
        }

        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (number, file) in files.Index())
            {
                var (inner, _, content) = Read(file, $"file-{number + 1}");
                using var entry = archive.CreateEntry(inner).Open();
                entry.Write(content);
            }
        }

        return new(name is null ? "download.zip" : Path.ChangeExtension(name, ".zip"), "application/zip", packed.ToArray());
    }

    // A file as HTTP brought it, a text, or any other value, which is written as JSON.
    private static FileReply Read(object? file, string name)
    {
        if (RunValues.TryGet(file, "Content", out var content) && content is string text)
        {
            var bytes = new byte[text.Length];
            var isBase64 = Convert.TryFromBase64String(text, bytes, out var length);
            var own = Path.GetFileName(Text(file!, "Filename")?.Replace('\\', '/'));
            return new(string.IsNullOrEmpty(own) ? name : own, Text(file!, "ContentType") ?? "application/octet-stream",
                isBase64 ? bytes[..length] : Encoding.UTF8.GetBytes(text));
        }

        return file is string plain
            ? new(name, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(plain))
            : new(name, "application/json", Encoding.UTF8.GetBytes(RunValues.ToJson(file).GetRawText()));
    }

    private static string? Text(object value, string name) =>
        RunValues.TryGet(value, name, out var part) && RunValues.AsText(part) is { Length: > 0 } text && !text.Any(char.IsControl)
            ? text : null;
}
