using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Keys;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Security;

/// <summary>Who gets in, who does not, and what is written about it.</summary>
public sealed class SignInTests(SharedProduct shared)
{
    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Wrong_password_is_refused_and_audited()
    {
        var answer = await product.Anonymous.PostAsJsonAsync("/api/sign-in", new { user = "admin", password = "not it at all" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("H102", await CodeOf(answer));
        using var admin = await product.SignInAsync();
        var audit = await admin.GetStringAsync("/api/audit?outcome=denied");
        Assert.Contains("\"action\":\"sign in\"", audit);
    }

    [Fact]
    public async Task Person_with_a_password_from_somebody_else_chooses_one_before_anything_else()
    {
        using var admin = await product.SignInAsync();
        const string Given = "given-by-somebody-2026";
        var made = new { user = "newcomer", password = Given, roles = new[] { "auditor" } };
        Assert.True((await admin.PostAsJsonAsync("/api/users", made)).IsSuccessStatusCode);
        using var newcomer = await product.SignInAsync("newcomer", Given);
        foreach (var path in new[] { "/api/tasks", "/api/audit", "/api/nothing", "/workflows/nothing", "/api/live" })
        {
            Assert.Equal("H107", await CodeOf(await newcomer.GetAsync(path)));
        }

        Assert.True((await RunningProduct.JsonOf(await newcomer.GetAsync("/api/me"))).GetProperty("mustChangePassword").GetBoolean());
        var change = new { current = Given, wanted = "one-of-my-own-2026" };
        Assert.Equal(HttpStatusCode.NoContent, (await newcomer.PostAsJsonAsync("/api/me/password", change)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.GetAsync("/api/audit")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await newcomer.PostAsync("/api/sign-out", null)).StatusCode);
    }

    [Fact]
    public async Task Missing_permission_gives_403_and_an_audit_line()
    {
        using var staff = await KeyAsync("reader", "staff");
        var answer = await staff.GetAsync("/api/users");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("H103", await CodeOf(answer));
        using var admin = await product.SignInAsync();
        Assert.Contains("\"target\":\"GET /api/users\"", await admin.GetStringAsync("/api/audit?actor=key:reader&outcome=denied"));
    }

    [Fact]
    public async Task Expired_key_is_told_so()
    {
        var ring = product.Parts.GetRequiredService<KeyRing>();
        var (_, text) = await ring.MakeAsync("old", ["staff"], DateTimeOffset.UtcNow.AddSeconds(-1), "test");
        using var client = product.WithKey(text);
        var answer = await client.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("H106", await CodeOf(answer));
    }

    [Fact]
    public async Task Key_with_one_changed_character_is_refused()
    {
        var ring = product.Parts.GetRequiredService<KeyRing>();
        var (_, text) = await ring.MakeAsync("good", ["staff"], DateTimeOffset.UtcNow.AddDays(1), "test");
        using var client = product.WithKey(text[..^1] + (text[^1] == 'A' ? 'B' : 'A'));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Key_cannot_have_more_than_its_maker()
    {
        var supervisor = Actors.Make("test", "wang", "user", ["supervisor"]);
        Assert.True(RoleTable.Covers(supervisor, "staff"));
        Assert.False(RoleTable.Covers(supervisor, "auditor"));
        Assert.False(RoleTable.Covers(supervisor, "administrator"));
        using var admin = await product.SignInAsync();
        var answer = await admin.PostAsJsonAsync("/api/keys", new { name = "more", roles = new[] { "owner" } });
        Assert.Equal("H118", await CodeOf(answer));
    }

    [Fact]
    public async Task Session_ends_when_its_account_changes()
    {
        using var admin = await product.SignInAsync();
        await admin.PostAsJsonAsync("/api/users", new { user = "li", roles = new[] { "staff" }, password = "a long password" });
        using var li = await product.SignInAsync("li", "a long password");
        Assert.Equal(HttpStatusCode.OK, (await li.GetAsync("/api/me")).StatusCode);
        await admin.PutAsJsonAsync("/api/users/li", new { roles = new[] { "auditor" } });
        Assert.Equal(HttpStatusCode.Unauthorized, (await li.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Last_administrator_stays()
    {
        using var admin = await product.SignInAsync();
        Assert.Equal("H117", await CodeOf(await admin.DeleteAsync("/api/users/admin")));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Changing_request_with_a_cookie_from_another_site_is_refused(string header, string value)
    {
        using var admin = await product.SignInAsync();
        admin.DefaultRequestHeaders.Add(header, value);
        Assert.Equal("H104", await CodeOf(await admin.PostAsync("/api/sign-out", null)));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Bad_bodies_get_clear_answers()
    {
        using var admin = await product.SignInAsync();
        admin.DefaultRequestHeaders.ExpectContinue = true;
        Assert.Equal("H110", await CodeOf(await PostAsync("{\"name\": \"x\", ", "application/json")));
        Assert.Equal("H110", await CodeOf(await PostAsync("{\"name\": \"x\", \"roles\": [], \"unknown\": 1}", "application/json")));
        Assert.Equal("H111", await CodeOf(await PostAsync("name=x", "application/x-www-form-urlencoded")));
        Assert.Equal("H112", await CodeOf(await PostAsync(new string(' ', 20 * 1024 * 1024), "application/json")));
        Assert.Equal("H113", await CodeOf(await admin.DeleteAsync("/api/keys/none")));
        Assert.Equal("H114", await CodeOf(await admin.GetAsync("/api/none")));
        Assert.Equal("H115", await CodeOf(await admin.DeleteAsync("/api/me")));

        Task<HttpResponseMessage> PostAsync(string body, string type) =>
            admin.PostAsync("/api/keys", new StringContent(body, Encoding.UTF8, type));
    }

    [Fact]
    public async Task Answers_carry_the_security_headers()
    {
        var answer = await product.Anonymous.GetAsync("/api/me");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    private async Task<HttpClient> KeyAsync(string name, string role)
    {
        var ring = product.Parts.GetRequiredService<KeyRing>();
        return product.WithKey((await ring.MakeAsync(name, [role], DateTimeOffset.UtcNow.AddDays(1), "test")).Text);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString();
}
