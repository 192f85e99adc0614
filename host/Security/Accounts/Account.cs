using Microsoft.AspNetCore.Identity;

namespace Workflows.Host.Security.Accounts;

/// <summary>Somebody who can sign in.</summary>
internal sealed class Account : IdentityUser
{
    /// <summary>The roles, separated by commas.</summary>
    public string Roles { get; set; } = string.Empty;

    /// <summary>The name that people know them by.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The staff member that they are, by number, so that they see what is theirs.</summary>
    public string? StaffId { get; set; }

    /// <summary>True until the password that somebody else chose is changed.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The roles one by one.</summary>
    public IReadOnlyList<string> RoleList => Roles.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
