using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Activities;
using Workflows.Engine.Definitions;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;

namespace Workflows.Host.ElsaStudio;

/// <summary>
/// Activities between a definition's text and Studio. Studio needs more than a text must hold (node ids, places, wrapped inputs), and draws
/// nothing at all when a type has no description: such an activity travels within one that stands for it and comes back as it was.
/// </summary>
internal static class StudioActivities
{
    /// <summary>The type that stands for one that nobody knows.</summary>
    public const string NotFound = "Elsa.NotFoundActivity";

    private const string Original = "originalActivityJson";

    /// <summary>An activity and all below it, as Studio needs them.</summary>
    public static JsonObject Show(JsonObject json, ActivityElement element, DefinitionLibrary library)
    {
        var activity = library.Catalogue.Find(element.Type);
        if (activity is null && !library.Published.ByType.ContainsKey(element.Type))
        {
            return StandIn(json, element);
        }

        var shown = json.DeepClone().AsObject();
        Identify(shown, element);
        WrapInputs(shown, activity?.Descriptor);
        foreach (var child in element.Children)
        {
            if (Place(shown, child) is { } place && place.Json is JsonObject inner)
            {
                place.Put(Show(inner, child.Element, library));
            }
        }

        if (shown["activities"] is JsonArray activities)
        {
            shown["connections"] = StudioConnections.Nested(shown["connections"]);
            StudioConnections.Spread(activities, shown["connections"]!.AsArray());
            shown["variables"] ??= new JsonArray();
        }

        return shown;
    }

    /// <summary>What Studio sends, as a definition's text holds it; <paramref name="known"/> is what is kept now.</summary>
    public static JsonObject Take(JsonObject json, JsonNode? known)
    {
        var originals = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        Collect(known, originals);
        return (JsonObject)Take((JsonNode)json, originals)!;
    }

    /// <summary>Whether nothing is left inside.</summary>
    public static bool IsEmpty(JsonObject root) =>
        root["activities"] is null or JsonArray { Count: 0 }
        && !root.Any(member => member.Value is JsonObject inner && inner["type"] is not null);

    private static JsonNode? Take(JsonNode? node, Dictionary<string, JsonObject> originals)
    {
        if (node is JsonArray list)
        {
            return new JsonArray([.. list.Select(item => Take(item, originals))]);
        }

        if (node is not JsonObject json)
        {
            return node?.DeepClone();
        }

        if (json["type"]?.GetValueKind() == JsonValueKind.String && json["type"]!.ToString() == NotFound)
        {
            return Unpacked(json, originals);
        }

        var taken = new JsonObject();
        foreach (var (name, value) in json)
        {
            // A node id is made from where the activity stands.
            if (name != "nodeId" || json["type"] is null)
            {
                taken[name] = Take(value, originals);
            }
        }

        return taken;
    }

    private static JsonObject Unpacked(JsonObject standIn, Dictionary<string, JsonObject> originals)
    {
        var id = standIn["id"]?.ToString() ?? string.Empty;
        var text = standIn[Original]?.GetValueKind() == JsonValueKind.String ? standIn[Original]!.ToString() : null;
        var whole = (text is null ? null : Parsed(text))
            ?? originals.GetValueOrDefault(id)?.DeepClone().AsObject()
            ?? standIn.DeepClone().AsObject();
        // Where it stands may have changed; nothing else of it is Studio's to change.
        if (standIn["metadata"] is JsonObject metadata)
        {
            whole["metadata"] = metadata.DeepClone();
        }

        return whole;
    }

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = HostJson.Options.MaxDepth }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonNode? node, Dictionary<string, JsonObject> into)
    {
        if (node is JsonArray list)
        {
            list.ToList().ForEach(item => Collect(item, into));
        }

        if (node is JsonObject json)
        {
            if (json["type"] is not null && json["id"] is { } id)
            {
                into.TryAdd(id.ToString(), json);
            }

            json.ToList().ForEach(member => Collect(member.Value, into));
        }
    }

    private static JsonObject StandIn(JsonObject json, ActivityElement element)
    {
        var shown = new JsonObject
        {
            ["type"] = NotFound,
            ["missingTypeName"] = element.Type,
            ["missingTypeVersion"] = 1,
            [Original] = json.ToJsonString(HostJson.Options),
            ["metadata"] = json["metadata"]?.DeepClone(),
        };
        Identify(shown, element);
        return shown;
    }

    private static void Identify(JsonObject shown, ActivityElement element)
    {
        shown["id"] = element.Id;
        shown["nodeId"] = element.NodeId;
        shown["name"] ??= element.Name ?? element.Id;
        shown["version"] ??= 1;
        shown["customProperties"] ??= new JsonObject();
        shown["metadata"] ??= new JsonObject();
    }

    // Studio's forms read an input only where it is written in full.
    private static void WrapInputs(JsonObject shown, ActivityDescriptor? descriptor)
    {
        foreach (var input in descriptor?.Inputs.Where(input => input.IsWrapped) ?? [])
        {
            if (shown[input.Property] is { } value and not JsonObject)
            {
                var plain = value is JsonValue;
                shown[input.Property] = new JsonObject
                {
                    ["typeName"] = input.TypeName,
                    ["expression"] = new JsonObject
                    {
                        ["type"] = plain ? "Literal" : "Object",
                        ["value"] = plain ? value.DeepClone() : value.ToJsonString(HostJson.Options),
                    },
                };
            }
        }
    }

    private static Slot? Place(JsonObject shown, ChildElement child)
    {
        var holder = shown[child.Property];
        if (holder is JsonObject listed && listed["$values"] is JsonArray values)
        {
            shown[child.Property] = holder = values.DeepClone();
        }

        return (holder, child.Index) switch
        {
            (JsonObject one, < 0) => new(one, made => shown[child.Property] = made),
            (JsonArray list, var at) when at >= 0 && at < list.Count && child.Member is null => new(list[at], made => list[at] = made),
            (JsonArray list, var at) when at >= 0 && at < list.Count && list[at] is JsonObject item =>
                new(item[child.Member!], made => item[child.Member!] = made),
            _ => null,
        };
    }

    private sealed record Slot(JsonNode? Json, Action<JsonNode> Put);
}
