using Microsoft.AspNetCore.Identity;
using Workflows.Host.Live;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Serving;

namespace Workflows.Host.Security.Accounts;

/// <summary>Signing in and out, and what a signed-in person is and may.</summary>
internal static class SessionRoutes
{
    /// <summary>Name of the rate limit on signing in.</summary>
    public const string RateLimit = "sign-in";

    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapPost("/sign-in", SignInAsync).Public("whoever signs in is not signed in yet").RequireRateLimiting(RateLimit).Produces<Me>();
        api.MapPost("/sign-out", SignOutAsync).ForNewcomers().Produces(204);
        api.MapGet("/me", (HttpContext context) => Me.Of(context)).ForNewcomers().Produces<Me>();
        api.MapPost("/me/password", ChangePasswordAsync).ForNewcomers().RequireRateLimiting(RateLimit).Produces(204);
    }

    private static async Task<IResult> SignInAsync(
        Body<SignIn> body, HttpContext context, SignInManager<Account> signIn, AuditLog audit, ILogger<Account> log)
    {
        var (user, password) = body.Value;
        var users = signIn.UserManager;
        var account = await users.FindByNameAsync(user);
        if (account is null)
        {
            // As slow as with an account, so that the time tells nobody which names exist.
            users.PasswordHasher.HashPassword(new Account(), password);
            return await RefuseAsync();
        }

        if (!(await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded)
        {
            return await RefuseAsync();
        }

        await signIn.SignInAsync(account, isPersistent: false);
        await audit.WriteAsync(user, "sign in", user, AuditOutcome.Done, AuditLog.AddressOf(context));
        return TypedResults.Ok(Me.Of(account));

        async Task<Problem> RefuseAsync()
        {
            var address = AuditLog.AddressOf(context);
            log.SignInFailed(user, address);
            await audit.WriteAsync("anonymous", "sign in", user, AuditOutcome.Denied, address);
            return HostProblems.SignInFailed;
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInManager<Account> signIn, AuditLog audit)
    {
        await signIn.SignOutAsync();
        await audit.WriteAsync(context, "sign out", context.Actor(), AuditOutcome.Done);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        Body<PasswordChange> body, HttpContext context, SignInManager<Account> signIn, AuditLog audit, LiveConnections live)
    {
        var users = signIn.UserManager;
        if (await users.FindByNameAsync(context.Actor()) is not { } account)
        {
            return HostProblems.Invalid(new("An API key has no password.", "API 密钥没有密码。"));
        }

        var result = await users.ChangePasswordAsync(account, body.Value.Current, body.Value.Wanted);
        if (!result.Succeeded)
        {
            await audit.WriteAsync(context, "change password", account.UserName!, AuditOutcome.Denied);
            return AccountProblems.Of(result);
        }

        account.MustChangePassword = false;
        await users.UpdateAsync(account);
        live.End(account.UserName!);
        await signIn.SignInAsync(account, isPersistent: false);
        await audit.WriteAsync(context, "change password", account.UserName!, AuditOutcome.Done);
        return TypedResults.NoContent();
    }
}

/// <summary>Body of a sign-in.</summary>
internal sealed record SignIn(string User, string Password);

/// <summary>Body of a change of one's own password.</summary>
internal sealed record PasswordChange(string Current, string Wanted);

/// <summary>Who is signed in and what they may do.</summary>
internal sealed record Me(
    string User, string Kind, string? DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<Permission> Permissions,
    string? StaffId, bool MustChangePassword)
{
    public static Me Of(Account account) => new(
        account.UserName!, "user", account.DisplayName, account.RoleList, RoleTable.Of(account.RoleList), account.StaffId,
        account.MustChangePassword);

    public static Me Of(HttpContext context)
    {
        var who = context.User;
        return new(who.Actor(), who.FindFirst(Actors.Kind)?.Value ?? "user", who.FindFirst("display")?.Value, who.Roles(),
            RoleTable.Of(who.Roles()), who.FindFirst(Actors.StaffMember)?.Value, who.HasClaim(Actors.MustChangePassword, "true"));
    }
}
