using System.Security.Cryptography;
using System.Text;

namespace Workflows.Engine.Runs;

/// <summary>Ids made from a name: the same name gives the same id, whoever asks and whenever.</summary>
internal static class StableId
{
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);

        // The bits of a name-based UUID (version 8: a hash of the maker's choice).
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
