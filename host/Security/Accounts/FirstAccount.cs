using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Serving;
using Workflows.Host.Storage;

namespace Workflows.Host.Security.Accounts;

/// <summary>An account that was just made, with the password that nobody can read again.</summary>
internal sealed record NewAccount(string User, string Password);

/// <summary>Makes the administrator on the very first start. There is no password that two installations share.</summary>
internal sealed class FirstAccount(IServiceScopeFactory scopes, HostSettings settings, AuditLog audit)
{
    // Letters and digits that are not taken for one another.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The new administrator, or null when somebody can sign in already.</summary>
    public async Task<NewAccount?> MakeIfNobodyIsThereAsync()
    {
        if (IsSomebodyThere())
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
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

    private bool IsSomebodyThere()
    {
        using var rows = new StoredRows(settings.SecurityFile);
        return rows.Find("SELECT EXISTS (SELECT 1 FROM AspNetUsers)", row => row.GetBoolean(0));
    }
}
