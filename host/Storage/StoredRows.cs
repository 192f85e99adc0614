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
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
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
    public T? Find<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) =>
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
        private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

        public Reader(string path)
        {
            connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
        }

        public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, ReadOnlySpan<object?> values)
        {
            var command = CommandOf(sql, values.Length);
            for (var n = 0; n < values.Length; n++)
            {
                command.Parameters[n].Value = values[n] ?? DBNull.Value;
            }

            var rows = new List<T>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }

        public void Dispose()
        {
            Forget();
            connection.Dispose();
        }

        private SqliteCommand CommandOf(string sql, int values)
        {
            if (prepared.TryGetValue(sql, out var known))
            {
                return known;
            }

            if (prepared.Count == MostPrepared)
            {
                Forget();
            }

            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var n = 1; n <= values; n++)
            {
                command.Parameters.Add(new SqliteParameter($"${n}", null));
            }

            // Said outright: without it the text is read anew for every question.
            command.Prepare();
            prepared[sql] = command;
            return command;
        }

        private void Forget()
        {
            foreach (var command in prepared.Values)
            {
                command.Dispose();
            }

            prepared.Clear();
        }
    }
}
