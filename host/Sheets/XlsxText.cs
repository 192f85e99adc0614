using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Host.Sheets;

/// <summary>
/// Signs that XML cannot hold, as workbooks write them: <c>_x000D_</c>. A text that looks like that is written so itself.
/// </summary>
internal static partial class XlsxText
{
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                encoded.Append(text[i++]).Append(text[i]);
            }
            else if (text[i] is (< ' ' and not ('\t' or '\n')) or '\uFFFE' or '\uFFFF' || char.IsSurrogate(text[i])
                || (text[i] == '_' && Written().IsMatch(text.AsSpan(i, Math.Min(7, text.Length - i)))))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            }
            else
            {
                encoded.Append(text[i]);
            }
        }

        return encoded.ToString();
    }

    public static string Decode(string text) => Written().Replace(
        text, m => ((char)ushort.Parse(m.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
