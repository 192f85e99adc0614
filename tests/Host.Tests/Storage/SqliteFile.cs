using Workflows.Host.Storage;

namespace Workflows.Tests.Storage;

/// <summary>A fresh database file for one test; closed and deleted with it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workflows-store-");
    private SqliteRunStore? store;

    public string Path => System.IO.Path.Combine(folder.FullName, "workflows.db");

    /// <summary>Opens the file's store; one that was open is closed first.</summary>
    public async Task<SqliteRunStore> OpenAsync(CrashPoints? crashes = null)
    {
        store?.Dispose();
        store = await SqliteRunStore.OpenAsync(Path, crashes ?? CrashPoints.None, TestContext.Current.CancellationToken);
        return store;
    }

    public void Dispose()
    {
        store?.Dispose();
        folder.Delete(recursive: true);
    }
}
