using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Host.Problems;

namespace Workflows.Host.Definitions;

/// <summary>The text of a definition as it is kept: what its maker wrote, under the identity that the product gives it.</summary>
internal static class DefinitionText
{
    /// <summary>The same definition with this identity; everything else stays as it is. The text must be a JSON object.</summary>
    public static string WithIdentity(string json, string definitionId, int number, bool isPublished)
    {
        var whole = JsonNode.Parse(json)!.AsObject();
        // A bare activity is a definition without a head.
        var head = whole.ContainsKey("root") ? whole : new JsonObject { ["name"] = definitionId, ["root"] = whole };
        head["definitionId"] = definitionId;
        head["id"] = VersionId(definitionId, number);
        head["version"] = number;
        head["isLatest"] = true;
        head["isPublished"] = isPublished;
        head.Remove("identity");
        head.Remove("publication");
        return head.ToJsonString(HostJson.Options);
    }

    /// <summary>Id of a version; the runs that began with it name it for good.</summary>
    public static string VersionId(string definitionId, int number) => $"{definitionId}:{number}";

    /// <summary>What tells two texts apart, whatever identity they have been given.</summary>
    public static string HashOf(string json)
    {
        var head = JsonNode.Parse(json)!.AsObject();
        foreach (var identity in new[] { "definitionId", "id", "version", "isLatest", "isPublished", "identity", "publication" })
        {
            head.Remove(identity);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(head.ToJsonString(HostJson.Options))));
    }

    /// <summary>Whether a JSON text can be kept as a definition's.</summary>
    public static bool IsObject(JsonElement json) => json.ValueKind == JsonValueKind.Object;
}
