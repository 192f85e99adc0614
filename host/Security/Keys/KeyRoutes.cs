using Workflows.Host.Live;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;

namespace Workflows.Host.Security.Keys;

/// <summary>Keys for programs, for administrators.</summary>
internal static class KeyRoutes
{
    private const int OrdinaryDays = 90;
    private const int MostDays = 400;
    private const int MostNameCharacters = 64;

    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").Needs(Permission.ManageKeys);
        keys.MapGet("", ListAsync).Produces<KeyList>();
        keys.MapPost("", MakeAsync).Produces<MadeKey>(201);
        keys.MapDelete("/{id}", RemoveAsync).Produces(204);
    }

    private static async Task<KeyList> ListAsync(KeyRing ring) => new([.. (await ring.AllAsync()).Select(KeyView.Of)], null);

    private static async Task<IResult> MakeAsync(
        Body<KeyDraft> body, HttpContext context, KeyRing ring, AuditLog audit, TimeProvider clock)
    {
        var draft = body.Value;
        if (draft.Roles.Count == 0 || !draft.Roles.All(role => RoleTable.Covers(context.User, role)))
        {
            return HostProblems.Invalid(
                new("A key has at least one role, and none that may more than its maker.", "密钥至少要有一个角色，且权限不能超出创建者。"));
        }

        var days = draft.ExpiresInDays ?? OrdinaryDays;
        if (days is < 0 or > MostDays || string.IsNullOrWhiteSpace(draft.Name) || draft.Name.Length > MostNameCharacters)
        {
            return HostProblems.Invalid(new(
                $"A key has a name of at most {MostNameCharacters} characters and lasts at most {MostDays} days.",
                $"密钥名称最多 {MostNameCharacters} 个字符，有效期最长 {MostDays} 天。"));
        }

        var (key, text) = await ring.MakeAsync(draft.Name, draft.Roles, clock.GetUtcNow().AddDays(days), context.Actor());
        await audit.WriteAsync(context, "make key", key.Id, AuditOutcome.Done, $"{key.Name}: {key.Roles}");
        return TypedResults.Created($"/api/keys/{key.Id}",
            new MadeKey(key.Id, key.Name, draft.Roles, KeyView.Of(key).ExpiresAt, text));
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, KeyRing ring, AuditLog audit, LiveConnections live)
    {
        if (await ring.RemoveAsync(id) is not { } name)
        {
            return HostProblems.NotFound("key", id);
        }

        live.End(KeyAuthentication.ActorOf(name));
        await audit.WriteAsync(context, "remove key", id, AuditOutcome.Done);
        return TypedResults.NoContent();
    }
}

/// <summary>Body for a new key.</summary>
internal sealed record KeyDraft(string Name, IReadOnlyList<string> Roles, int? ExpiresInDays = null);

/// <summary>A new key with its text, which is answered this once.</summary>
internal sealed record MadeKey(string Id, string Name, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt, string Key);

/// <summary>A key as administrators see it.</summary>
internal sealed record KeyView(
    string Id, string Name, IReadOnlyList<string> Roles, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public static KeyView Of(ApiKey key) => new(
        key.Id, key.Name, key.Roles.Split(','), key.CreatedBy, new(key.CreatedAt, TimeSpan.Zero), new(key.ExpiresAt, TimeSpan.Zero));
}

/// <summary>All keys.</summary>
internal sealed record KeyList(IReadOnlyList<KeyView> Items, string? Next);
