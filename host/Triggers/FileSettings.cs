using System.Text.Json;
using Workflows.Host.Problems;

namespace Workflows.Host.Triggers;

/// <summary>Which files an endpoint takes, and which refusals go on as an outcome.</summary>
internal sealed record FileSettings
{
    private const string TooLarge = "File too large";
    private const string WrongExtension = "Invalid file extension";
    private const string WrongType = "Invalid file MIME type";

    public static FileSettings None { get; } = new();

    private long? MostBytes { get; init; }

    private List<string> AllowedExtensions { get; init; } = [];

    private List<string> BlockedExtensions { get; init; } = [];

    private List<string> AllowedTypes { get; init; } = [];

    private List<string> Exposed { get; init; } = [];

    public static FileSettings Of(JsonElement json) => new()
    {
        MostBytes = TriggerSettings.Whole(json, "fileSizeLimit"),
        AllowedExtensions = Texts(json, "allowedFileExtensions"),
        BlockedExtensions = Texts(json, "blockedFileExtensions"),
        AllowedTypes = Texts(json, "allowedMimeTypes"),
        Exposed =
        [
            .. new[]
            {
                ("exposeFileTooLargeOutcome", TooLarge), ("exposeInvalidFileExtensionOutcome", WrongExtension),
                ("exposeInvalidFileMimeTypeOutcome", WrongType),
            }.Where(pair => TriggerSettings.Flag(json, pair.Item1)).Select(pair => pair.Item2),
        ],
    };

    /// <summary>What is wrong with a file: the outcome that the definition goes on with, or else the refusal.</summary>
    public (string? Outcome, Problem? Problem) Judge(string name, string type, long size)
    {
        var extension = Path.GetExtension(name);
        var fault = size > MostBytes ? TooLarge
            : (AllowedExtensions.Count > 0 && !Names(AllowedExtensions, extension)) || Names(BlockedExtensions, extension) ? WrongExtension
            : AllowedTypes.Count > 0 && !AllowedTypes.Contains(type, StringComparer.OrdinalIgnoreCase) ? WrongType
            : null;
        return fault is null ? default : Exposed.Contains(fault) ? (fault, null) : (null, TriggerProblems.FileRefused(name, fault));
    }

    private static bool Names(List<string> extensions, string extension) =>
        extensions.Any(e => e.TrimStart('.').Equals(extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase));

    private static List<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
            : [];
}
