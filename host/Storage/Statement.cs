using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.Host.Storage;

/// <summary>
/// A statement that is prepared once and run with values by position (<c>$1</c>, <c>$2</c> …). It goes to SQLite directly: what lies over
/// it looks parameters up by name, boxes values and makes a reader for each run, which costs more than the statement. Not for several
/// threads.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int ShortText = 512;
    private const int MostWait = 30_000;

    // SQLITE_DBCONFIG_ENABLE_QPSG of sqlite3.h, which the layer between gives no name.
    private const int StablePlans = 1007;

    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    public Statement(SqliteConnection connection, string text)
    {
        this.connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(this.connection, text, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        places = PlacesOf(statement);
    }

    /// <summary>
    /// A connection for statements: its own, never from a pool, so that what is prepared on it lives as long as it. One that finds the file
    /// locked by another waits as long as the layer above would.
    /// </summary>
    public static SqliteConnection Open(string path)
    {
        var opened = new SqliteConnection($"Data Source={path};Pooling=False");
        opened.Open();
        _ = raw.sqlite3_busy_timeout(opened.Handle, MostWait);
        // A plan may not look at bound values: to see whether an index of some rows fits, it would be made anew at every run.
        _ = raw.sqlite3_db_config(opened.Handle, StablePlans, 1, out _);
        return opened;
    }

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Begin(values);
            while (Next(out _))
            {
            }

            return raw.sqlite3_changes(connection);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Whether it gives a row.</summary>
    public bool Finds(params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Begin(values);
            return Next(out _);
        }
        finally
        {
            End();
        }
    }

    /// <summary>What is read of its first row, or the type's own nothing.</summary>
    public T? Find<T>(Func<StoredRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Begin(values);
            return Next(out var row) ? read(row) : default;
        }
        finally
        {
            End();
        }
    }

    /// <summary>What is read of each of its rows.</summary>
    public List<T> Read<T>(Func<StoredRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var rows = new List<T>();
        try
        {
            Begin(values);
            while (Next(out var row))
            {
                rows.Add(read(row));
            }

            return rows;
        }
        finally
        {
            End();
        }
    }

    public void Dispose() => statement.Dispose();

    // SQLite counts names as they come in the text: $2 is its first where it stands before $1.
    private static int[] PlacesOf(sqlite3_stmt statement)
    {
        var places = new int[raw.sqlite3_bind_parameter_count(statement)];
        for (var place = 1; place <= places.Length; place++)
        {
            var name = raw.sqlite3_bind_parameter_name(statement, place).utf8_to_string();
            places[int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) - 1] = place;
        }

        return places;
    }

    private void Begin(ReadOnlySpan<SqlValue> values)
    {
        for (var n = 0; n < values.Length; n++)
        {
            Check(Bind(places[n], values[n]));
        }
    }

    private bool Next(out StoredRow row)
    {
        row = new StoredRow(statement);
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Check(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
        return false;
    }

    // Gives up what it holds open. What went wrong was told by the step; asking again would tell it a second time.
    private void End() => _ = raw.sqlite3_reset(statement);

    private int Bind(int n, in SqlValue value) => value.Kind switch
    {
        SqlKind.Whole => raw.sqlite3_bind_int64(statement, n, value.Number),
        SqlKind.Fraction => raw.sqlite3_bind_double(statement, n, BitConverter.Int64BitsToDouble(value.Number)),
        SqlKind.Text => BindText(n, value.Text!),
        SqlKind.Bytes => value.Bytes.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, n, 0) : raw.sqlite3_bind_blob(statement, n, value.Bytes.Span),
        _ => raw.sqlite3_bind_null(statement, n),
    };

    private int BindText(int n, string text)
    {
        // A text without a character must not look like no text.
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(statement, n, string.Empty);
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > ShortText ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[ShortText];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        var code = raw.sqlite3_bind_text(statement, n, bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return code;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection);
}
