using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Security.Accounts;
using Workflows.Host.Security.Audit;
using Workflows.Host.Security.Keys;

namespace Workflows.Host.Security;

/// <summary>Accounts, keys and the audit log, in a file of their own.</summary>
internal sealed class SecurityDb(DbContextOptions<SecurityDb> options) : IdentityUserContext<Account>(options)
{
    /// <summary>The last of the migrations: a file that has it is up to date.</summary>
    public const string NewestMigration = "20261126135933_Initial";

    public DbSet<ApiKey> Keys => Set<ApiKey>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().Ignore(a => a.RoleList);
        builder.Entity<ApiKey>().HasKey(k => k.Id);
        builder.Entity<AuditEntry>().HasKey(e => e.Number);
        builder.Entity<AuditEntry>().HasIndex(e => e.Actor);
    }
}
