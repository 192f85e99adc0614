namespace Workflows.Host.Storage;

/// <summary>A value that a statement is given, without a box around numbers and bytes.</summary>
internal readonly struct SqlValue
{
    private SqlValue(SqlKind kind, string? text = null, long number = 0, ReadOnlyMemory<byte> bytes = default)
    {
        Kind = kind;
        Text = text;
        Number = number;
        Bytes = bytes;
    }

    /// <summary>Which of the others counts.</summary>
    public SqlKind Kind { get; }

    public string? Text { get; }

    /// <summary>A whole number, or the bits of one with a fraction.</summary>
    public long Number { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public static implicit operator SqlValue(string? text) => text is null ? default : new(SqlKind.Text, text);

    public static implicit operator SqlValue(long number) => new(SqlKind.Whole, number: number);

    public static implicit operator SqlValue(long? number) => number is { } known ? known : default(SqlValue);

    public static implicit operator SqlValue(double number) => new(SqlKind.Fraction, number: BitConverter.DoubleToInt64Bits(number));

    public static implicit operator SqlValue(ReadOnlyMemory<byte> bytes) => new(SqlKind.Bytes, bytes: bytes);
}

/// <summary>What SQLite knows as a value.</summary>
internal enum SqlKind
{
    /// <summary>No value.</summary>
    Null,
    Whole,
    Fraction,
    Text,
    Bytes,
}
