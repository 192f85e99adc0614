using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Host.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model without starting the host.</summary>
internal sealed class WorkflowsDbDesign : IDesignTimeDbContextFactory<WorkflowsDb>
{
    public WorkflowsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WorkflowsDb>().UseSqlite("Data Source=workflows.db").Options);
}
