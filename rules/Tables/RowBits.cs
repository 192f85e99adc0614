using System.Numerics;
using System.Runtime.InteropServices;

namespace Workflows.Rules.Tables;

/// <summary>Set operations on rows kept as bits, several words at a time.</summary>
internal static class RowBits
{
    public static void Or(Span<ulong> bits, ReadOnlySpan<ulong> other)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var i = 0; i < wide.Length && i < wideOther.Length; i++)
        {
            wide[i] |= wideOther[i];
        }

        for (var i = wide.Length * Vector<ulong>.Count; i < bits.Length && i < other.Length; i++)
        {
            bits[i] |= other[i];
        }
    }

    public static void And(Span<ulong> bits, ReadOnlySpan<ulong> other)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var i = 0; i < wide.Length && i < wideOther.Length; i++)
        {
            wide[i] &= wideOther[i];
        }

        for (var i = wide.Length * Vector<ulong>.Count; i < bits.Length && i < other.Length; i++)
        {
            bits[i] &= other[i];
        }
    }
}
