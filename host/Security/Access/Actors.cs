using System.Security.Claims;

namespace Workflows.Host.Security.Access;

/// <summary>Who is behind a request.</summary>
internal static class Actors
{
    /// <summary>Claim that tells an API key from a person: <c>user</c> or <c>key</c>.</summary>
    public const string Kind = "kind";

    /// <summary>Claim that names the staff member that an account belongs to.</summary>
    public const string StaffMember = "staff";

    /// <summary>Claim that tells, with <c>true</c>, that a person has to choose a password of their own first.</summary>
    public const string MustChangePassword = "must-change";

    /// <summary>The name for history and audit: the user's, or <c>key:</c> and the key's; <c>anonymous</c> without.</summary>
    public static string Actor(this HttpContext context) => context.User.Actor();

    /// <inheritdoc cref="Actor(HttpContext)"/>
    public static string Actor(this ClaimsPrincipal who) => who.Identity?.Name ?? "anonymous";

    /// <summary>The roles of who asks.</summary>
    public static IReadOnlyList<string> Roles(this ClaimsPrincipal who) => [.. who.FindAll(ClaimTypes.Role).Select(claim => claim.Value)];

    /// <summary>A principal of these roles.</summary>
    public static ClaimsPrincipal Make(string scheme, string name, string kind, IEnumerable<string> roles, string? staff = null)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        identity.AddClaim(new Claim(Kind, kind));
        identity.AddClaims(roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (staff is not null)
        {
            identity.AddClaim(new Claim(StaffMember, staff));
        }

        return new ClaimsPrincipal(identity);
    }
}
