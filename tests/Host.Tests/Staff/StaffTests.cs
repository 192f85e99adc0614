using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Staff;

/// <summary>The team as facts and the rules of the set-up have it.</summary>
public sealed class StaffTests(OwnProduct own) : IClassFixture<OwnProduct>
{
    [Fact]
    public async Task Team_shows_posts_holders_open_places_and_what_the_rules_say_of_them()
    {
        using var client = await own.Product.WithKeyAsync();
        await client.PostAsJsonAsync("/api/facts/Staff", new[]
        {
            new { id = "S1", name = "甲", department = "美工设计部", post = "web designer", status = "regular" },
            new { id = "S2", name = "乙", department = "产品编辑部", post = "editor", status = "probation" },
            new { id = "S3", name = "丙", department = "美工设计部", post = "web designer", status = "left" },
        });
        await client.PostAsJsonAsync("/api/facts/StaffSkill", new { staffId = "S2", skill = "design" });
        await client.PostAsJsonAsync("/api/facts/OpenPost", new
        {
            id = "美工设计部.web designer", setupId = "T1", department = "美工设计部", post = "web designer", headcount = 4, open = 3,
        });
        var team = await RunningProduct.JsonOf(await client.GetAsync("/api/staff"));
        var design = PostOf(team, "美工设计部", "web designer");
        Assert.Equal(4, design.GetProperty("headcount").GetDecimal());
        Assert.Equal(3, design.GetProperty("open").GetDecimal());
        Assert.Equal("S1", Assert.Single(design.GetProperty("holders").EnumerateArray()).GetString());
        Assert.Equal("S2", Assert.Single(design.GetProperty("candidates").EnumerateArray()).GetString());
        Assert.Contains(design.GetProperty("notes").EnumerateArray(), note => note.GetProperty("en").GetString()!.Contains("lacks design"));
        Assert.Equal(2, team.GetProperty("people").GetArrayLength());
        // A post that no duty sheet knows is shown with who holds it.
        Assert.Equal(JsonValueKind.Null, PostOf(team, "产品编辑部", "editor").GetProperty("headcount").ValueKind);

        await client.PostAsJsonAsync("/api/facts/Assignment", new
        {
            id = "T2.1", setupId = "T2", department = "美工设计部", post = "web designer", staffId = "S2", at = "2026-11-01T10:00:00+08:00",
        });
        team = await RunningProduct.JsonOf(await client.GetAsync("/api/staff"));
        Assert.Equal(2, PostOf(team, "美工设计部", "web designer").GetProperty("holders").GetArrayLength());
    }

    private static JsonElement PostOf(JsonElement team, string department, string post) =>
        team.GetProperty("departments").EnumerateArray().Single(d => d.GetProperty("name").GetString() == department)
            .GetProperty("posts").EnumerateArray().Single(p => p.GetProperty("name").GetString() == post);
}
