using System.Net;
using Workflows.Host.Connectors;

namespace Workflows.Tests.Connectors;

/// <summary>Where effects may go, and where never.</summary>
public sealed class OutgoingPolicyTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2606:4700::1111", true)]
    public void Address_is_public_or_not(string address, bool isPublic) =>
        Assert.Equal(isPublic, OutgoingPolicy.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://shop.example/pay", true)]
    [InlineData("ftp://shop.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:pw@shop.example/", false)]
    public void Text_of_an_address_is_refused_in_both_languages_or_not(string address, bool isAllowed)
    {
        var why = new OutgoingPolicy([], strict: false).Refusal(new Uri(address));
        Assert.Equal(isAllowed, why is null);
        Assert.Equal(isAllowed, string.IsNullOrEmpty(why?.Zh));
    }

    [Fact]
    public void Strict_list_allows_nothing_else()
    {
        var policy = new OutgoingPolicy(["https://pay.example"], strict: true);
        Assert.Null(policy.Refusal(new Uri("https://pay.example/refunds")));
        Assert.NotNull(policy.Refusal(new Uri("https://pay.example:8443/refunds")));
        Assert.NotNull(policy.Refusal(new Uri("http://pay.example/refunds")));
    }

    [Theory]
    [InlineData("https://shop.example/a", "https://shop.example:443/b", true)]
    [InlineData("https://shop.example/a", "http://shop.example/a", false)]
    [InlineData("https://shop.example/a", "https://pay.example/a", false)]
    public void Redirect_stays_at_home_only_with_the_same_scheme_host_and_port(string from, string to, bool isHome) =>
        Assert.Equal(isHome, OutgoingPolicy.OriginOf(new Uri(from)) == OutgoingPolicy.OriginOf(new Uri(to)));

    [Fact]
    public async Task Private_address_is_refused_when_connecting_whatever_its_name_says()
    {
        using var http = new GuardedHttp(new OutgoingPolicy([], strict: false));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost:9/");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.True(fault is OutgoingRefusedException || fault.InnerException is OutgoingRefusedException, fault.ToString());
    }
}
