using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Host.Secrets;
using Workflows.Rules;

namespace Workflows.Host.Triggers;

/// <summary>
/// Standard Webhooks: <c>webhook-id</c>, <c>webhook-timestamp</c>, and <c>webhook-signature</c> (<c>v1,</c> and base64 of HMAC-SHA256 over
/// id, timestamp and raw body, joined by dots). A secret may be replaced while the former one still counts: the store holds it under the
/// name with <c>.previous</c>.
/// </summary>
internal static class WebhookSignature
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Why a request is not what its sender signed; null when it is. The signed id names it once and for all.</summary>
    public static async Task<LocalText?> RefusalAsync(
        HttpRequest request, byte[] raw, string secretName, SecretStore secrets, DateTimeOffset now)
    {
        var id = request.Headers["webhook-id"].ToString();
        var stamp = request.Headers["webhook-timestamp"].ToString();
        if (id.Length is 0 or > IdempotencyKeys.MostCharacters
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
        {
            return new("The request is not signed.", "请求未签名。");
        }

        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
        {
            return new("The signature is too old, or of the future.", "签名时间超出允许范围。");
        }

        var given = request.Headers["webhook-signature"].ToString().Split(' ').Where(s => s.StartsWith("v1,", StringComparison.Ordinal))
            .Select(s => s[3..]).ToList();
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{stamp}."), .. raw];
        foreach (var name in new[] { secretName, secretName + SecretStore.Previous })
        {
            if (await secrets.ReadAsync(name) is { } secret && given.Any(signature => Matches(signature, KeyOf(secret), signed)))
            {
                return null;
            }
        }

        return new("The signature is not right.", "签名不正确。");
    }

    /// <summary>Signs what is sent: the value of <c>webhook-signature</c>.</summary>
    public static string Sign(string id, string stamp, byte[] raw, string secret) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            KeyOf(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{stamp}."), .. raw]));

    private static bool Matches(string signature, byte[] key, byte[] signed)
    {
        var expected = Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }

    // Secrets of the standard are base64 behind "whsec_"; others are taken as they are.
    private static byte[] KeyOf(string secret)
    {
        var buffer = new byte[secret.Length];
        return secret.StartsWith("whsec_", StringComparison.Ordinal) && Convert.TryFromBase64String(secret[6..], buffer, out var length)
            ? buffer[..length]
            : Encoding.UTF8.GetBytes(secret);
    }
}
