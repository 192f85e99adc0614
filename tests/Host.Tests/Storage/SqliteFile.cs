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

    /// <summary>The salt in the head of the write-ahead log, another one each time it begins anew.</summary>
    public long LogNumber()
    {
        const int Place = 16;
        using var log = new FileStream(Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = Place;
        Span<byte> salt = stackalloc byte[sizeof(long)];
        log.ReadExactly(salt);
        return BitConverter.ToInt64(salt);
    }

    public void Dispose()
    {
        store?.Dispose();
        folder.Delete(recursive: true);
    }
}
