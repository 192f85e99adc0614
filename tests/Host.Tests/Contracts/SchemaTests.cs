using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Security;
using Workflows.Host.Storage;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Contracts;

/// <summary>The database's schema is a text that a reviewer can read and compare; UPDATE_GOLDEN=1 writes it anew.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Schema_after_all_migrations_is_the_approved_text()
    {
        using var file = new SqliteFile();
        await file.OpenAsync();
        var approved = Path.Combine(FolderOf(), "../../Corpus/contracts/schema.sql");
        var actual = await SchemaOf(file.Path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(approved, actual, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), actual);
    }

    [Fact]
    public void Start_looks_for_the_last_migration()
    {
        using var workflows = new WorkflowsDbDesign().CreateDbContext([]);
        using var security = new SecurityDbDesign().CreateDbContext([]);
        Assert.Equal(WorkflowsDb.NewestMigration, workflows.Database.GetMigrations().Last());
        Assert.Equal(SecurityDb.NewestMigration, security.Database.GetMigrations().Last());
    }

    private static async Task<string> SchemaOf(string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = 
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var statements = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            statements.Add(reader.GetString(0).ReplaceLineEndings("\n") + ";\n");
        }

        return string.Join('\n', statements);
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
