using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Workflows.Host.Triggers;

/// <summary>What an endpoint's definition says about who may call it and how.</summary>
internal sealed record TriggerSettings
{
    /// <summary>
    /// The policy that opens a route to everybody. A flag that is merely not set does not: whoever draws a definition must say it.
    /// </summary>
    public const string Anonymous = "anonymous";

    /// <summary>An endpoint that says nothing: a caller needs the permission to call triggers.</summary>
    public static TriggerSettings None { get; } = new();

    /// <summary>Whether a caller needs the permission to call triggers.</summary>
    public bool Authorize { get; private init; } = true;

    /// <summary>Roles and keys of which a caller must have one; empty: no matter.</summary>
    public IReadOnlyList<string> Roles { get; private init; } = [];

    /// <summary>Bytes of a request.</summary>
    public long? MostBytes { get; private init; }

    /// <summary>Requests in a minute; null: as many as come.</summary>
    public int? MostAMinute { get; private init; }

    /// <summary>How long a caller waits at most; null: as long as it takes.</summary>
    public TimeSpan? Time { get; private init; }

    /// <summary>The name of the secret that requests are signed with.</summary>
    public string? Signature { get; private init; }

    /// <summary>What files may come.</summary>
    public FileSettings Files { get; private init; } = FileSettings.None;

    /// <summary>The schema that content must fit; undefined: any will do.</summary>
    public JsonElement Form { get; private init; }

    /// <summary>Whether a request that is too large goes on as an outcome instead of being refused.</summary>
    public bool TakesTooLarge { get; private init; }

    /// <summary>Reads the settings of an endpoint from its JSON object.</summary>
    public static TriggerSettings Of(string? payload)
    {
        var json = payload is null ? default : JsonElement.Parse(payload);
        if (json.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        var signature = json.TryGetProperty("signature", out var secret) && secret.ValueKind == JsonValueKind.String
            && secret.GetString() is { Length: > 0 } name ? name : null;
        var policy = json.TryGetProperty("policy", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        var roles = policy.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var isOpen = roles.Contains(Anonymous);
        return new()
        {
            Authorize = !isOpen && signature is null, Roles = isOpen ? [] : roles, Signature = signature,
            MostBytes = Whole(json, "requestSizeLimit"), TakesTooLarge = Flag(json, "exposeRequestTooLargeOutcome"),
            Files = FileSettings.Of(json), Time = TimeOf(json), Form = json.TryGetProperty("form", out var form) ? form : default,
            MostAMinute = Whole(json, "rateLimit") is > 0 and < int.MaxValue and var most ? (int)most : null,
        };
    }

    private static TimeSpan? TimeOf(JsonElement json)
    {
        var isSet = json.TryGetProperty("requestTimeout", out var value) && value.ValueKind == JsonValueKind.String;
        var text = isSet ? value.GetString() : null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var plain))
        {
            return plain > TimeSpan.Zero ? plain : null;
        }

        try
        {
            return text is { Length: > 0 } && XmlConvert.ToTimeSpan(text) is var span && span > TimeSpan.Zero ? span : null;
        }
        catch (FormatException)
        {
            // What is no duration is told when the definition is checked; here it limits nothing.
            return null;
        }
    }

    internal static long? Whole(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? whole : null;

    internal static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
