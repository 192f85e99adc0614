using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Authentication;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Security.Accounts;

/// <summary>What a cookie says about its account; read anew on every request, so that what was taken away is gone at once.</summary>
internal sealed class AccountClaims : IUserClaimsPrincipalFactory<Account>
{
    private const string Stamp = "stamp";

    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var who = Actors.Make(IdentityConstants.ApplicationScheme, user.UserName!, "user", user.RoleList, user.StaffId);
        var identity = (ClaimsIdentity)who.Identity!;
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id));
        identity.AddClaim(new Claim(Stamp, user.SecurityStamp ?? string.Empty));
        identity.AddClaim(new Claim(Actors.MustChangePassword, user.MustChangePassword ? "true" : "false"));
        if (user.DisplayName is not null)
        {
            identity.AddClaim(new Claim("display", user.DisplayName));
        }

        return Task.FromResult(who);
    }

    /// <summary>Ends a session whose account is gone or has another stamp; else takes the account's roles of now.</summary>
    public static async Task RefreshAsync(CookieValidatePrincipalContext context)
    {
        var users = context.HttpContext.RequestServices.GetRequiredService<UserManager<Account>>();
        var id = context.Principal?.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        var account = id is null ? null : await users.FindByIdAsync(id);
        if (account is null || context.Principal!.FindFirst(Stamp)?.Value != account.SecurityStamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        context.ReplacePrincipal(await new AccountClaims().CreateAsync(account));
    }
}
