using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Host.Storage;

/// <summary>Brings the tables of a file up to date.</summary>
internal static class Schema
{
    /// <summary>Makes the file if it is absent and applies the migrations that it lacks; the last is <paramref name="newest"/>.</summary>
    public static async Task UpdateAsync<T>(
        string path, string newest, Func<DbContextOptions<T>, T> open, CancellationToken cancellation = default)
        where T : DbContext
    {
        // Asking Entity Framework costs every start a second; a look at its own table costs nothing.
        if (IsApplied(path, newest))
        {
            return;
        }

        await using var db = open(new DbContextOptionsBuilder<T>().UseSqlite($"Data Source={path};Pooling=False").Options);
        await db.Database.MigrateAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
    }

    private static bool IsApplied(string path, string migration)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var rows = new StoredRows(path);
        try
        {
            return rows.Find("SELECT 1 FROM __EFMigrationsHistory WHERE MigrationId = $1", row => row.GetBoolean(0), migration);
        }
        catch (SqliteException)
        {
            // A file without the table is empty, or is none of ours: the migration says which.
            return false;
        }
    }
}
