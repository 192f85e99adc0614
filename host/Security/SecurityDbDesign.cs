using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Host.Security;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without starting the host.</summary>
internal sealed class SecurityDbDesign : IDesignTimeDbContextFactory<SecurityDb>
{
    public SecurityDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SecurityDb>().UseSqlite("Data Source=security.db").Options);
}
