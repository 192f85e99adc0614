using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Live;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;

namespace Workflows.Host.Security.Accounts;

/// <summary>The accounts, for administrators.</summary>
internal static class AccountRoutes
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").Needs(Permission.ManageAccounts);
        users.MapGet("", ListAsync).Produces<AccountList>();
        users.MapPost("", CreateAsync).Produces<CreatedAccount>(201);
        users.MapPut("/{name}", ChangeAsync).Produces<AccountView>();
        users.MapDelete("/{name}", DeleteAsync).Produces(204);
    }

    private static async Task<AccountList> ListAsync(UserManager<Account> users) =>
        new([.. (await users.Users.AsNoTracking().OrderBy(a => a.UserName).ToListAsync()).Select(AccountView.Of)], null);

    private static async Task<IResult> CreateAsync(Body<AccountDraft> body, HttpContext context, UserManager<Account> users, AuditLog audit)
    {
        var draft = body.Value;
        if (UnknownRole(draft.Roles) is { } problem)
        {
            return problem;
        }

        var password = draft.Password ?? FirstAccount.MakePassword();
        var account = new Account
        {
            UserName = draft.User, DisplayName = draft.DisplayName, StaffId = draft.StaffId, Roles = string.Join(',', draft.Roles),
            MustChangePassword = true,
        };
        var result = await users.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            return AccountProblems.Of(result);
        }

        await audit.WriteAsync(context, "create account", draft.User, AuditOutcome.Done, account.Roles);
        return TypedResults.Created($"/api/users/{draft.User}",
            new CreatedAccount(AccountView.Of(account), draft.Password is null ? password : null));
    }

    private static async Task<IResult> ChangeAsync(
        string name, Body<AccountChange> body, HttpContext context, UserManager<Account> users, AuditLog audit, LiveConnections live)
    {
        var change = body.Value;
        if (await users.FindByNameAsync(name) is not { } account)
        {
            return HostProblems.NotFound("user", name);
        }

        if (Precondition.Fails(context, AccountView.Of(account).Etag))
        {
            return HostProblems.Changed("account");
        }

        if (UnknownRole(change.Roles ?? []) is { } problem)
        {
            return problem;
        }

        if (change.Roles is not null && !change.Roles.Contains(Role.Administrator) && await IsLastAdministratorAsync(users, account))
        {
            return LastAdministrator;
        }

        account.Roles = change.Roles is null ? account.Roles : string.Join(',', change.Roles);
        account.DisplayName = Changed(account.DisplayName, change.DisplayName);
        account.StaffId = Changed(account.StaffId, change.StaffId);
        if (change.Password is not null)
        {
            var set = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), change.Password);
            if (!set.Succeeded)
            {
                return AccountProblems.Of(set);
            }

            account.MustChangePassword = true;
            await users.SetLockoutEndDateAsync(account, null);
        }

        // A new stamp ends the account's sessions: nobody goes on with rights that were taken away.
        var result = await users.UpdateSecurityStampAsync(account);
        if (!result.Succeeded)
        {
            return AccountProblems.Of(result);
        }

        live.End(account.UserName!);
        await audit.WriteAsync(context, "change account", name, AuditOutcome.Done,
            account.Roles + (change.Password is null ? string.Empty : "; password set"));
        return TypedResults.Ok(AccountView.Of(account));
    }

    private static async Task<IResult> DeleteAsync(
        string name, HttpContext context, UserManager<Account> users, AuditLog audit, LiveConnections live)
    {
        if (await users.FindByNameAsync(name) is not { } account)
        {
            return HostProblems.NotFound("user", name);
        }

        if (await IsLastAdministratorAsync(users, account))
        {
            return LastAdministrator;
        }

        await users.DeleteAsync(account);
        live.End(account.UserName!);
        await audit.WriteAsync(context, "delete account", name, AuditOutcome.Done);
        return TypedResults.NoContent();
    }

    // What is empty is taken away.
    private static string? Changed(string? present, string? wanted) => wanted switch { null => present, "" => null, _ => wanted };

    private static Problem LastAdministrator => HostProblems.Conflict(
        new("Nobody else is administrator.", "没有其他管理员。"),
        new("Make another account administrator first.", "请先将另一个账号设为管理员。"));

    private static Problem? UnknownRole(IReadOnlyList<string> roles) => roles.Except(Role.All).FirstOrDefault() is { } unknown
        ? HostProblems.Invalid(new($"There is no role \"{unknown}\".", $"不存在角色 \"{unknown}\"。"),
            new($"Roles are: {string.Join(", ", Role.All)}.", $"角色有：{string.Join("、", Role.All)}。"))
        : null;

    private static async Task<bool> IsLastAdministratorAsync(UserManager<Account> users, Account account) =>
        account.RoleList.Contains(Role.Administrator)
        && (await users.Users.AsNoTracking().ToListAsync()).Count(a => a.RoleList.Contains(Role.Administrator)) == 1;
}

/// <summary>Body for a new account; without a password one is made and answered once.</summary>
internal sealed record AccountDraft(
    string User, IReadOnlyList<string> Roles, string? Password = null, string? DisplayName = null, string? StaffId = null);

/// <summary>Body for a change of an account: what is absent stays, a name or staff number that is empty is taken away.</summary>
internal sealed record AccountChange(
    IReadOnlyList<string>? Roles = null, string? Password = null, string? DisplayName = null, string? StaffId = null);

/// <summary>An account as administrators see it.</summary>
internal sealed record AccountView(
    string User, string? DisplayName, IReadOnlyList<string> Roles, string? StaffId, bool MustChangePassword, DateTimeOffset? LockedUntil,
    string Etag)
{
    public static AccountView Of(Account account) => new(
        account.UserName!, account.DisplayName, account.RoleList, account.StaffId, account.MustChangePassword, account.LockoutEnd,
        Precondition.TagOf(new { account.DisplayName, account.Roles, account.StaffId }));
}

/// <summary>All accounts.</summary>
internal sealed record AccountList(IReadOnlyList<AccountView> Items, string? Next);

/// <summary>A new account with the password that was made for it.</summary>
internal sealed record CreatedAccount(AccountView Account, string? Password);
