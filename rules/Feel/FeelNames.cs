using System.Text;

namespace Workflows.Rules.Feel;

/// <summary>What may stand in a name, and when two writings are one name.</summary>
internal static class FeelNames
{
    /// <summary>The longest name.</summary>
    public const int MaxLength = 500;

    /// <summary>The characters beyond letters and digits that a declared name may hold.</summary>
    public const string Symbols = "./-'+*";

    /// <summary>Trims, and makes every run of white space one space: the names of both writings are the same.</summary>
    public static string Normalize(string name)
    {
        var plain = true;
        for (var i = 0; i < name.Length && plain; i++)
        {
            plain = !char.IsWhiteSpace(name[i]) || (name[i] == ' ' && i > 0 && i < name.Length - 1 && !char.IsWhiteSpace(name[i + 1]));
        }

        return plain ? name : string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a name may begin with the character at a place (a surrogate pair counts as one).</summary>
    public static bool IsStart(string text, int at) => at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsStart(rune);

    public static bool IsPart(string text, int at) =>
        at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && (IsStart(rune) || IsPart(rune));

    // The ranges are those of DMN 10.3.1.2, less the full-width punctuation: a comma typed in Chinese is a mistake to tell, not a name.
    // A declared name may hold it all the same.
    private static bool IsStart(Rune rune) => rune.Value switch
    {
        '?' or '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => true,
        < 0xC0 or 0xD7 or 0xF7 or (>= 0x300 and < 0x370) or 0x37E => false,
        < 0x2000 or 0x200C or 0x200D or (>= 0x2070 and < 0x2190) or (>= 0x2C00 and < 0x2FF0) => true,
        < 0x3004 or (>= 0x3008 and <= 0x3011) or (>= 0x3014 and <= 0x301F) => false,
        (>= 0xD800 and < 0xF900) or (>= 0xFDD0 and < 0xFDF0) or (>= 0xFF00 and <= 0xFF0F) or (>= 0xFF1A and <= 0xFF20) => false,
        (>= 0xFF3B and <= 0xFF40) or (>= 0xFF5B and <= 0xFF65) or > 0xEFFFF => false,
        _ => true,
    };

    private static bool IsPart(Rune rune) => rune.Value is (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;
}
