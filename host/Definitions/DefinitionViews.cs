using System.Text.Json;
using Workflows.Host.Storage.Rows;
using Workflows.Rules;

namespace Workflows.Host.Definitions;

/// <summary>A definition in the list: its newest version and which one starts runs.</summary>
internal sealed record DefinitionHeadView(
    string Id, string Name, LocalText Label, LocalText? Description, int Latest, VersionState State, int? Published, string Etag,
    DateTimeOffset ChangedAt, string ChangedBy, bool AsksReview, IReadOnlyList<LocalText> Tags)
{
    public static DefinitionHeadView Of(IGrouping<string, DefinitionRow> versions, bool asksReview)
    {
        var latest = versions.First();
        var json = JsonElement.Parse(latest.Json);
        var name = TextOf(json, "name") ?? versions.Key;
        return new(versions.Key, name, LabelOf(json, name), DescriptionOf(json), latest.Number, latest.State,
            versions.FirstOrDefault(v => v.State == VersionState.Published)?.Number, latest.ContentHash,
            new(latest.CreatedAt, TimeSpan.Zero), latest.CreatedBy, asksReview, TagsOf(json));
    }

    private static LocalText LabelOf(JsonElement json, string name) =>
        Custom(json, "label") is { ValueKind: JsonValueKind.Object } label
            ? new(TextOf(label, "en") ?? name, TextOf(label, "zh"))
            : new(name);

    private static LocalText? DescriptionOf(JsonElement json)
    {
        var chinese = Custom(json, "descriptionZh") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return (TextOf(json, "description") ?? chinese) is { } known ? new(known, chinese) : null;
    }

    /// <summary>What a definition belongs to, such as after-sales: a text each, or one in each language.</summary>
    public static IReadOnlyList<LocalText> TagsOf(JsonElement json) =>
        Custom(json, "tags") is not { ValueKind: JsonValueKind.Array } tags ? [] :
        [
            .. tags.EnumerateArray().Select(tag => tag.ValueKind switch
            {
                JsonValueKind.String => new LocalText(tag.GetString()!),
                JsonValueKind.Object when TextOf(tag, "en") is { } english => new LocalText(english, TextOf(tag, "zh")),
                _ => null,
            }).OfType<LocalText>(),
        ];

    private static JsonElement? Custom(JsonElement json, string name) =>
        json.TryGetProperty("customProperties", out var custom) && custom.ValueKind == JsonValueKind.Object
            && custom.TryGetProperty(name, out var found) ? found : null;

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}

/// <summary>All definitions.</summary>
internal sealed record DefinitionList(IReadOnlyList<DefinitionHeadView> Items, string? Next);

/// <summary>A version with its text.</summary>
internal sealed record DefinitionView(
    string Id, string VersionId, int Version, VersionState State, string Etag, DateTimeOffset CreatedAt, string CreatedBy,
    JsonElement? Definition)
{
    public static DefinitionView Of(DefinitionRow row, bool withText = true) => new(
        row.DefinitionId, row.VersionId, row.Number, row.State, row.ContentHash, new(row.CreatedAt, TimeSpan.Zero), row.CreatedBy,
        withText ? JsonElement.Parse(row.Json) : null);
}

/// <summary>The versions of a definition, without their texts.</summary>
internal sealed record VersionList(IReadOnlyList<DefinitionView> Items, string? Next);

/// <summary>What a check found.</summary>
internal sealed record CheckView(bool Ok, IReadOnlyList<Diagnostic> Errors);

/// <summary>Body of a revert.</summary>
internal sealed record RevertTo(int Version);

/// <summary>The activity types that definitions may use.</summary>
internal sealed record ActivityList(IEnumerable<Engine.Activities.ActivityDescriptor> Items);
