using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Keys;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Security;

/// <summary>Walks every route there is: what strangers get, and what each role gets.</summary>
public sealed class RouteWalkTests(SharedProduct shared)
{
    // Everything that answers without knowing who asks.
    private static readonly string[] PublicRoutes = ["/api/sign-in", "/health/live", "/health/ready", "/openapi/{documentName}.json"];

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public void Public_routes_are_those_of_the_list() =>
        Assert.Equal(PublicRoutes.Order(), Routes().Where(r => Access(r)?.WhyPublic is not null).Select(Pattern).Distinct().Order());

    [Fact]
    public void Route_without_declared_access_does_not_exist() => Assert.Empty(Routes().Where(r => Access(r) is null).Select(Pattern));

    [Fact]
    public async Task Every_other_route_called_anonymously_answers_401()
    {
        foreach (var route in Routes().Where(r => Access(r)?.WhyPublic is null))
        {
            using var request = RequestTo(route);
            using var answer = await product.Anonymous.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{request.Method} {Pattern(route)} gave {answer.StatusCode}");
            Assert.Equal("H101", (await RunningProduct.JsonOf(answer)).GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData("designer")]
    [InlineData("rule-editor")]
    [InlineData("supervisor")]
    [InlineData("staff")]
    [InlineData("auditor")]
    public async Task Role_is_refused_exactly_where_the_table_denies(string role)
    {
        using var onlyRole = await KeyOf(role);
        foreach (var route in Routes().Where(r => Access(r)?.Needs is not null))
        {
            using var request = RequestTo(route);
            using var answer = await onlyRole.SendAsync(request);
            var allowed = RoleTable.Allows(role, Access(route)!.Needs!.Value);
            var told = $"{role}: {request.Method} {Pattern(route)} {answer.StatusCode}";
            Assert.True(allowed == (answer.StatusCode != HttpStatusCode.Forbidden), told);
        }
    }

    private async Task<HttpClient> KeyOf(string role)
    {
        var ring = product.Parts.GetRequiredService<KeyRing>();
        return product.WithKey((await ring.MakeAsync(role, [role], DateTimeOffset.UtcNow.AddDays(1), "test")).Text);
    }

    private List<RouteEndpoint> Routes() =>
        [.. product.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static string Pattern(RouteEndpoint route) => route.RoutePattern.RawText!;

    private static RouteAccess? Access(RouteEndpoint route) => route.Metadata.GetMetadata<RouteAccess>();

    private static HttpRequestMessage RequestTo(RouteEndpoint route)
    {
        var method = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
        var path = string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "7",
        }))));
        return new HttpRequestMessage(new HttpMethod(method), "/" + path);
    }
}
