using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Secrets;
using Workflows.Host.Triggers;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Triggers;

/// <summary>Signed requests by the rules of Standard Webhooks.</summary>
public sealed class WebhookSignatureTests(SharedProduct shared)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-09-01T12:00:00Z", CultureInfo.InvariantCulture);
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"order": "O1"}""");

    private readonly SecretStore secrets = shared.Product.Parts.GetRequiredService<SecretStore>();

    [Fact]
    public async Task Signed_content_is_taken_and_every_change_of_it_refused()
    {
        await secrets.WriteAsync("hook", "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("first secret")));
        Assert.True(await IsTakenAsync("m1", Now, Content, "first secret"));
        Assert.False(await IsTakenAsync("m1", Now, Content, "another secret"));
        Assert.False(await IsTakenAsync("m1", Now, Encoding.UTF8.GetBytes("""{"order": "O2"}"""), "first secret", signed: Content));
        Assert.False(await IsTakenAsync("m1", Now.AddMinutes(-6), Content, "first secret"));
        Assert.False(await IsTakenAsync("m1", Now.AddMinutes(6), Content, "first secret"));
        Assert.Equal("H406", TriggerProblems.NotSigned(new("x")).Code);
    }

    [Fact]
    public async Task Former_secret_counts_while_it_is_kept()
    {
        await secrets.WriteAsync("turned", "new secret");
        await secrets.WriteAsync("turned.previous", "old secret");
        Assert.True(await IsTakenAsync("m2", Now, Content, "old secret", name: "turned"));
        await secrets.RemoveAsync("turned.previous");
        Assert.False(await IsTakenAsync("m2", Now, Content, "old secret", name: "turned"));
    }

    private async Task<bool> IsTakenAsync(
        string id, DateTimeOffset at, byte[] sent, string secret, byte[]? signed = null, string name = "hook")
    {
        var stamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{stamp}."), .. signed ?? sent];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text);
        var request = new DefaultHttpContext().Request;
        request.Headers["webhook-id"] = id;
        request.Headers["webhook-timestamp"] = stamp;
        request.Headers["webhook-signature"] = "v1,AAAA v1," + Convert.ToBase64String(mac);
        return await WebhookSignature.RefusalAsync(request, sent, name, secrets, Now) is null;
    }
}
