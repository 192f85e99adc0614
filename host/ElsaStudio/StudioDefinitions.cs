using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.ElsaStudio;

/// <summary>Definitions as Studio reads and writes them.</summary>
internal sealed class StudioDefinitions(DefinitionStore store, DefinitionLibrary library) : IDisposable
{
    // Studio keeps what it does not know and sends it back: so it tells on which text its own rests.
    private const string Etag = "restsOn";

    // Studio saves by itself while a person saves, and so rests on a text that it has replaced itself a moment ago. One save after the
    // other: of two at once neither would know of the other.
    private readonly Dictionary<string, (string Hash, string By)> lastSaves = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim saving = new(1);

    /// <summary>A version as Studio opens it.</summary>
    public JsonObject View(DefinitionRow row, bool isLatest, bool mayChange)
    {
        var view = JsonNode.Parse(row.Json)!.AsObject();
        var element = DefinitionReader.Read(row.DefinitionId, row.Json).Definition?.Root;
        if (view["root"] is JsonObject root && element is not null)
        {
            view["root"] = StudioActivities.Show(root, element, library);
        }

        Describe(view, row, isLatest, mayChange);
        foreach (var list in new[] { "variables", "inputs", "outputs", "outcomes" })
        {
            view[list] ??= new JsonArray();
        }

        var custom = view["customProperties"] as JsonObject ?? [];
        custom[Etag] = row.ContentHash;
        view["customProperties"] = custom;
        view["options"] ??= new JsonObject { ["usableAsActivity"] = false, ["autoUpdateConsumingWorkflows"] = false };
        return view;
    }

    /// <summary>A version in a list.</summary>
    public static JsonObject Summary(DefinitionRow row, bool isLatest, bool mayChange)
    {
        var whole = JsonNode.Parse(row.Json)!.AsObject();
        var summary = new JsonObject
        {
            ["name"] = whole["name"]?.DeepClone(), ["description"] = whole["description"]?.DeepClone(), ["isMaterializerAvailable"] = true,
        };
        Describe(summary, row, isLatest, mayChange);
        return summary;
    }

    /// <summary>Keeps what Studio sends as the draft; refuses what would lose something.</summary>
    public async Task<(DefinitionRow? Row, Problem? Problem)> SaveAsync(JsonObject model, string by)
    {
        await saving.WaitAsync();
        try
        {
            return await SaveAloneAsync(model, by);
        }
        finally
        {
            saving.Release();
        }
    }

    public void Dispose() => saving.Dispose();

    private async Task<(DefinitionRow? Row, Problem? Problem)> SaveAloneAsync(JsonObject model, string by)
    {
        var id = model["definitionId"]?.ToString() is { Length: > 0 } given ? given : Guid.CreateVersion7().ToString("N");
        var latest = await store.VersionsAsync(id) is [var newest, ..] ? newest : null;
        var custom = model["customProperties"] as JsonObject ?? [];
        var own = latest is not null && lastSaves.TryGetValue(id, out var last) && last == (latest.ContentHash, by);
        var etag = own ? latest!.ContentHash : custom[Etag]?.ToString() ?? latest?.ContentHash;
        custom.Remove(Etag);
        var whole = latest is null ? [] : JsonNode.Parse(latest.Json)!.AsObject();
        var known = whole["root"] as JsonObject;
        foreach (var (name, value) in model.Where(member => member.Key is not ("links" or "postId" or "toolVersion")).ToList())
        {
            whole[name] = value?.DeepClone();
        }

        if (whole["root"] is not JsonObject root)
        {
            return (null, HostProblems.Invalid(new("The definition has no root activity.", "定义缺少根活动。")));
        }

        whole["root"] = StudioActivities.Take(root, known);
        if (known is not null && !StudioActivities.IsEmpty(known) && StudioActivities.IsEmpty(whole["root"]!.AsObject()))
        {
            return (null, HostProblems.Conflict(
                new("This save would leave the workflow without any activity.", "此次保存会清空整个流程。"),
                new("Open it again; if it is shown empty, use the product's own designer.", "请重新打开；若显示为空，请使用本产品的设计器。")));
        }

        var (row, problem) = await store.SaveDraftAsync(id, whole.ToJsonString(HostJson.Options), etag, by);
        if (row is not null)
        {
            lastSaves[id] = (row.ContentHash, by);
        }

        return (row, problem);
    }

    private static void Describe(JsonObject view, DefinitionRow row, bool isLatest, bool mayChange)
    {
        view["id"] = row.VersionId;
        view["definitionId"] = row.DefinitionId;
        view["version"] = row.Number;
        view["toolVersion"] = "3.8.2.0";
        view["createdAt"] = new DateTimeOffset(row.CreatedAt, TimeSpan.Zero).ToString("O");
        view["isLatest"] = isLatest;
        view["isPublished"] = row.State == VersionState.Published;
        view["isReadonly"] = !mayChange;
        view["isSystem"] = false;
        view["materializerName"] = "Json";
        // Studio takes a definition without a link to publish it for one that may only be read.
        view["links"] = mayChange && isLatest
            ? new JsonArray(Link(row, "publish"), Link(row, "retract"))
            : new JsonArray();
    }

    private static JsonObject Link(DefinitionRow row, string relation) => new()
    {
        ["href"] = $"{StudioRoutes.Base}/workflow-definitions/{Uri.EscapeDataString(row.DefinitionId)}/{relation}",
        ["rel"] = relation,
        ["method"] = "POST",
    };
}
