using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Workflows.Host.Storage;

/// <summary>
/// Reads rows of a SQLite file by SQL that is prepared once per connection. Readers never wait for the writer, nor it for them. For what
/// every request and every start asks; questions that people put together go through Entity Framework.
/// </summary>
internal sealed class StoredRows(string path) : IDisposable
{
    private const int MostPrepared = 256;

    private readonly ConcurrentBag<Reader> idle = [];
    private volatile bool isClosed;

    /// <summary>All rows that the text gives, with values for <c>$1</c>, <c>$2</c> …</summary>
    public List<T> Read<T>(string sql, Func<StoredRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        var reader = idle.TryTake(out var known) ? known : new Reader(path);
        var isWhole = false;
        try
        {
            var rows = reader.Read(sql, read, values);
            isWhole = true;
            return rows;
        }
        finally
        {
            // A connection that failed is not used again; one that comes back after the end is closed with the others.
            if (isWhole && !isClosed)
            {
                idle.Add(reader);
            }
            else
            {
                reader.Dispose();
            }
        }
    }

    /// <summary>The one row that the text gives, or the type's own nothing.</summary>
    public T? Find<T>(string sql, Func<StoredRow, T> read, params ReadOnlySpan<SqlValue> values) =>
        Read(sql, read, values) is [var row, ..] ? row : default;

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private sealed class Reader : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);

        public Reader(string path)
        {
            connection = Statement.Open(path);
        }

        public List<T> Read<T>(string sql, Func<StoredRow, T> read, ReadOnlySpan<SqlValue> values) => StatementOf(sql).Read(read, values);

        public void Dispose()
        {
            Forget();
            connection.Dispose();
        }

        private Statement StatementOf(string sql)
        {
            if (prepared.TryGetValue(sql, out var known))
            {
                return known;
            }

            if (prepared.Count == MostPrepared)
            {
                Forget();
            }

            return prepared[sql] = new Statement(connection, sql);
        }

        private void Forget()
        {
            foreach (var statement in prepared.Values)
            {
                statement.Dispose();
            }

            prepared.Clear();
        }
    }
}
