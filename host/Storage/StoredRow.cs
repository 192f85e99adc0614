using System.Text;
using SQLitePCL;

namespace Workflows.Host.Storage;

/// <summary>The row that a statement stands on; valid until the next one is asked for. Columns count from 0.</summary>
internal readonly struct StoredRow(sqlite3_stmt statement)
{
    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => checked((int)raw.sqlite3_column_int64(statement, column));

    public bool GetBoolean(int column) => raw.sqlite3_column_int64(statement, column) != 0;

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();
}
