using System.Net;
using System.Net.Sockets;
using Workflows.Rules;

namespace Workflows.Host.Connectors;

/// <summary>
/// Where the product may call. An origin of the list may be called wherever it lies; every other only where its address is public, and
/// not at all when the list is strict. The address is checked after its name is resolved and again at every redirect.
/// </summary>
internal sealed class OutgoingPolicy(IReadOnlyCollection<string> allowed, bool strict)
{
    private readonly HashSet<string> origins = [.. allowed.Select(OriginOf).OfType<string>()];
    private volatile string[] own = [];

    /// <summary>Whether only what is listed may be called.</summary>
    public bool IsStrict => strict;

    /// <summary>The origins that the configuration allows.</summary>
    public IReadOnlyList<string> Fixed => [.. origins.Order(StringComparer.Ordinal)];

    /// <summary>The origins that administrators allow.</summary>
    public IReadOnlyList<string> Own => own;

    /// <summary>Another number when the lists have changed, so that what was connected before is connected anew.</summary>
    public int Generation { get; private set; }

    /// <summary>Takes other origins of administrators.</summary>
    public void Allow(IEnumerable<string> wanted)
    {
        own = [.. wanted.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Generation++;
    }

    /// <summary>Why an address may not be called; null when it may, as far as its text tells.</summary>
    public LocalText? Refusal(Uri address)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            return new($"The scheme {address.Scheme} is not allowed.", $"不允许使用 {address.Scheme} 协议。");
        }

        if (address.UserInfo.Length > 0)
        {
            return new("A user or password in an address is not allowed.", "地址中不能包含用户名或密码。");
        }

        return strict && !IsListed(address)
            ? new($"{OriginOf(address)} is not on the list of allowed origins.", $"{OriginOf(address)} 不在允许访问的地址中。") : null;
    }

    /// <summary>Scheme, host and port: what must be the same for two addresses to be of one side.</summary>
    public static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether the origin stands on the list, so that its address may be private.</summary>
    public bool IsListed(Uri address) => OriginOf(address) is var origin && (origins.Contains(origin) || own.Contains(origin));

    /// <summary>Whether everybody may call this address: it is neither private nor of this machine or its neighbours.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublicFour(address.GetAddressBytes()) : IsPublicSix(address);
    }

    private static bool IsPublicFour(byte[] b) => b[0] switch
    {
        0 or 10 or 127 => false,
        100 when (b[1] & 0xC0) == 64 => false,
        169 when b[1] == 254 => false,
        172 when (b[1] & 0xF0) == 16 => false,
        192 when b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2) => false,
        198 when b[1] is 18 or 19 || (b[1] == 51 && b[2] == 100) => false,
        203 when b[1] == 0 && b[2] == 113 => false,
        >= 224 => false,
        _ => true,
    };

    private static bool IsPublicSix(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        // Only 2000::/3 is given to the public net; of it, tunnels and documentation lead back to where no one may go.
        var isGlobal = (bytes[0] & 0xE0) == 0x20;
        var isTunnel = bytes[0] == 0x20 && (bytes[1] == 0x02 || (bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0));
        var isSample = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8;
        return isGlobal && !isTunnel && !isSample;
    }

    /// <summary>Scheme, host and port of an address; null when it is none that could be called.</summary>
    public static string? OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? OriginOf(address) : null;
}
