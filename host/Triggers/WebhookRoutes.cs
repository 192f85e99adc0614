using System.Security.Cryptography;
using Workflows.Host.Definitions;
using Workflows.Host.Problems;
using Workflows.Host.Secrets;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;

namespace Workflows.Host.Triggers;

/// <summary>What other systems call and what it is signed with: published addresses, and secrets that change while both count.</summary>
internal static class WebhookRoutes
{
    private const int MostCharacters = 64;

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").Needs(Permission.ManageSecrets);
        webhooks.MapGet("", ListAsync).Produces<WebhookList>();
        webhooks.MapPost("/secrets/{name}/rotate", RotateAsync).Produces<NewSecret>();
        webhooks.MapDelete("/secrets/{name}/previous", EndPreviousAsync).Produces(204);
    }

    private static async Task<WebhookList> ListAsync(DefinitionLibrary library, SecretStore store)
    {
        var names = await store.NamesAsync();
        var endpoints = library.Published.AllTriggers.Where(trigger => trigger.Kind == "http")
            .Select(t => (t.DefinitionId, At: HttpRoutesTable.Split(t.Key), Settings: TriggerSettings.Of(t.Payload)))
            .Select(e => new EndpointView(
                e.At.Method, $"{TriggerTargets.Prefix}/{e.At.Route}", e.DefinitionId, e.Settings.Signature, e.Settings.Authorize,
                e.Settings.Roles, e.Settings.MostAMinute))
            .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal).ToList();
        var secrets = names.Where(name => !name.EndsWith(SecretStore.Previous, StringComparison.Ordinal))
            .Union(endpoints.Select(e => e.Secret).OfType<string>()).Order(StringComparer.Ordinal)
            .Select(name => new WebhookSecret(name, names.Contains(name), names.Contains(name + SecretStore.Previous)));
        return new(endpoints, [.. secrets]);
    }

    private static async Task<IResult> RotateAsync(string name, HttpContext context, SecretStore store, AuditLog audit)
    {
        if (name.Length > MostCharacters || !SecretStore.IsName(name) || name.EndsWith(SecretStore.Previous, StringComparison.Ordinal))
        {
            return HostProblems.Invalid(
                new("This is no name for a secret.", "密钥名称不正确。"),
                new(
                    $"Use at most {MostCharacters} letters, digits, dots, hyphens and underscores.",
                    $"请使用字母、数字、点、连字符和下划线，最多 {MostCharacters} 个字符。"));
        }

        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var hadOne = await store.RotateAsync(name, secret);
        await audit.WriteAsync(context, "rotate secret", name, AuditOutcome.Done, hadOne ? "the former one still counts" : "the first one");
        return TypedResults.Ok(new NewSecret(name, secret, hadOne));
    }

    private static async Task<IResult> EndPreviousAsync(string name, HttpContext context, SecretStore store, AuditLog audit)
    {
        if (!await store.RemoveAsync(name + SecretStore.Previous))
        {
            return HostProblems.NotFound("former secret", name);
        }

        await audit.WriteAsync(context, "end former secret", name, AuditOutcome.Done);
        return TypedResults.NoContent();
    }
}

/// <summary>A published address that starts runs, and who may call it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The address on this host.</param>
/// <param name="DefinitionId">What it starts.</param>
/// <param name="Secret">Name of the secret that requests are signed with; null where none is asked for.</param>
/// <param name="Authorize">Whether a caller needs an account or key.</param>
/// <param name="Roles">Roles of which a caller must have one; empty: no matter.</param>
/// <param name="MostAMinute">Requests in a minute; null: as many as come.</param>
internal sealed record EndpointView(
    string Method, string Path, string DefinitionId, string? Secret, bool Authorize, IReadOnlyList<string> Roles, int? MostAMinute);

/// <summary>A secret: whether it is there, and whether the former one still counts.</summary>
internal sealed record WebhookSecret(string Name, bool IsThere, bool FormerCounts);

/// <summary>The addresses and the secrets.</summary>
internal sealed record WebhookList(IReadOnlyList<EndpointView> Endpoints, IReadOnlyList<WebhookSecret> Secrets);

/// <summary>A secret that was just made, told this once.</summary>
internal sealed record NewSecret(string Name, string Secret, bool FormerCounts);
