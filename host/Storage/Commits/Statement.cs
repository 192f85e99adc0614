using Microsoft.Data.Sqlite;

namespace Workflows.Host.Storage.Commits;

/// <summary>
/// A command that is prepared once and run with values by position (<c>$1</c>, <c>$2</c> …). Not for use by several threads.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string text, int values)
    {
        command = connection.CreateCommand();
        command.CommandText = text;
        for (var n = 1; n <= values; n++)
        {
            command.Parameters.Add(new SqliteParameter($"${n}", null));
        }

        // Said outright: without it a text that gives a value is read anew each time.
        command.Prepare();
    }

    /// <summary>Runs it and tells how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs it and gives the first column of the first row; null when there is no row.</summary>
    public object? Find(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteScalar();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var n = 0; n < values.Length; n++)
        {
            command.Parameters[n].Value = values[n] ?? DBNull.Value;
        }
    }
}
