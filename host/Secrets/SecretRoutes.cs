using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;

namespace Workflows.Host.Secrets;

/// <summary>Putting secrets in; nobody reads them back.</summary>
internal static class SecretRoutes
{
    public static void MapSecrets(this RouteGroupBuilder api)
    {
        var secrets = api.MapGroup("/secrets").Needs(Permission.ManageSecrets);
        secrets.MapGet("", async (SecretStore store) => new SecretList(await store.NamesAsync(), null)).Produces<SecretList>();
        secrets.MapPut("/{name}", WriteAsync).Produces(204);
        secrets.MapDelete("/{name}", RemoveAsync).Produces(204);
    }

    private static async Task<IResult> WriteAsync(
        string name, Body<SecretText> body, HttpContext context, SecretStore store, AuditLog audit)
    {
        await store.WriteAsync(name, body.Value.Secret);
        await audit.WriteAsync(context, "write secret", name, AuditOutcome.Done);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext context, SecretStore store, AuditLog audit)
    {
        if (!await store.RemoveAsync(name))
        {
            return HostProblems.NotFound("secret", name);
        }

        await audit.WriteAsync(context, "remove secret", name, AuditOutcome.Done);
        return TypedResults.NoContent();
    }
}

/// <summary>Body of a new secret.</summary>
internal sealed record SecretText(string Secret);

/// <summary>The names of all secrets.</summary>
internal sealed record SecretList(IReadOnlyList<string> Items, string? Next);
