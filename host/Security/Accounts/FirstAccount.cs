using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;

namespace Workflows.Host.Security.Accounts;

/// <summary>An account that was just made, with the password that nobody can read again.</summary>
internal sealed record NewAccount(string User, string Password);

/// <summary>Makes the administrator on the very first start. There is no password that two installations share.</summary>
internal sealed class FirstAccount(IServiceScopeFactory scopes, AuditLog audit)
{
    // Letters and digits that are not taken for one another.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The new administrator, or null when somebody can sign in already.</summary>
    public async Task<NewAccount?> MakeIfNobodyIsThereAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.Users.AnyAsync())
        {
            return null;
        }

        var made = new NewAccount("admin", MakePassword());
        var account = new Account { UserName = made.User, Roles = Role.Administrator, MustChangePassword = true };
        var result = await users.CreateAsync(account, made.Password);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
        }

        await audit.WriteAsync("system", "create account", made.User, AuditOutcome.Done, "first start");
        return made;
    }

    /// <summary>A password of about 116 bits.</summary>
    public static string MakePassword() => RandomNumberGenerator.GetString(Alphabet, 20);
}
