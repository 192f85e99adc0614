using Workflows.Engine.Definitions;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Activities.Http;

/// <summary>The settings of an endpoint as the host needs them before a run is loaded: a JSON object with camelCase names.</summary>
internal static class HttpEndpointSettings
{
    private static readonly string[] Names =
    [
        "Authorize", "Policy", "Signature", "RateLimit", "RequestTimeout", "RequestSizeLimit", "FileSizeLimit", "AllowedFileExtensions",
        "BlockedFileExtensions", "AllowedMimeTypes", "Form",
    ];

    public static string Of(TriggerContext context)
    {
        var members = new List<KeyValuePair<string, object?>>();
        foreach (var name in Names)
        {
            if (context.Input(name) is { } value)
            {
                members.Add(new(char.ToLowerInvariant(name[0]) + name[1..], value));
            }
        }

        foreach (var (property, _) in HttpEndpoint.Exposed.Where(e => context.Node.Element[e.Property]?.AsFlag() == true))
        {
            members.Add(new(property, true));
        }

        return System.Text.Encoding.UTF8.GetString(RunValueCodec.EncodePlain(RunValues.Context(members)));
    }
}
