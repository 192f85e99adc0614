using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.RuleSets;

/// <summary>Rule sets from draft to judgement.</summary>
public sealed class RuleRouteTests(SharedProduct shared)
{
    private const string Text = """
        rules limits "Limits" zh "限额"

        fact Claim "Claim" zh "申请"
          id     string key
          amount number

        fact Verdict "Verdict" zh "结论" concluded
          claim string key
          kind  string

        parameter most number = 100 in [0..] "highest amount" zh "最高金额"

        rule high "Too high" zh "过高"
          when
            claim is a Claim where amount > most
          then
            conclude Verdict
              claim claim.id
              kind  "high"

        test "over the limit"
          given Claim id "A", amount 101
          expect 1 Verdict kind "high"
        """;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Draft_that_never_held_is_listed_by_its_name_and_said_in_chinese_to_have_no_figures()
    {
        using var client = await product.WithKeyAsync();
        const string Draft = "rules planned \"Planned\" zh \"计划中的规则\"\n\nrule broken\n";
        Assert.True((await client.PutAsJsonAsync("/api/rules/planned/draft", new { text = Draft })).IsSuccessStatusCode);
        var listed = (await RunningProduct.JsonOf(await client.GetAsync("/api/rules"))).GetProperty("items").EnumerateArray();
        var label = listed.Single(item => item.GetProperty("name").GetString() == "planned").GetProperty("label");
        Assert.Equal(("Planned", "计划中的规则"), (label.GetProperty("en").GetString(), label.GetProperty("zh").GetString()));

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/rules/planned/parameters");
        asked.Headers.TryAddWithoutValidation("Accept-Language", "zh-CN");
        var refused = await client.SendAsync(asked);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("不存在已发布的规则集“planned”。", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_is_checked_tested_published_and_rolled_back()
    {
        using var client = await product.WithKeyAsync();
        var draft = await client.PutAsJsonAsync("/api/rules/limits/draft", new { text = Text });
        Assert.True(draft.IsSuccessStatusCode, await draft.Content.ReadAsStringAsync());
        var report = await RunningProduct.JsonOf(await client.PostAsync("/api/rules/limits/test", null));
        Assert.Equal((1, 0), (report.GetProperty("passed").GetInt32(), report.GetProperty("failed").GetInt32()));
        var published = await client.PostAsync("/api/rules/limits/publish", null);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());

        var worse = Text.Replace("amount > most", "amount >= most * 3", StringComparison.Ordinal);
        var saved = new HttpRequestMessage(HttpMethod.Put, "/api/rules/limits/draft");
        saved.Content = JsonContent.Create(new { text = worse });
        saved.Headers.TryAddWithoutValidation("If-Match", published.Headers.ETag!.Tag);
        Assert.True((await client.SendAsync(saved)).IsSuccessStatusCode);
        var refused = await client.PostAsync("/api/rules/limits/publish", null);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var rolled = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/rules/limits/rollback", new { version = 1 }));
        Assert.Equal("published", rolled.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Text_with_three_faults_is_told_all_three_with_line_and_column()
    {
        using var client = await product.WithKeyAsync();
        const string Faulty = """
            rules bad "Bad"

            fact Claim "Claim"
              id string key
              amount numbr

            rule one "One"
              when
                c is a Clam where amount > 1
              then
                conclude Nothing
                  id c.id
            """;
        var answer = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/rules/check", new { text = Faulty, name = "bad" }));
        Assert.False(answer.GetProperty("ok").GetBoolean());
        var places = answer.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("place")).ToList();
        Assert.Superset(new HashSet<int> { 5, 9, 11 }, places.Select(p => p.GetProperty("line").GetInt32()).ToHashSet());
        Assert.All(places, place => Assert.True(place.GetProperty("column").GetInt32() > 0));
    }

    [Fact]
    public async Task Parameter_of_operations_counts_until_it_is_taken_away()
    {
        using var client = await product.WithKeyAsync();
        var text = Text.Replace("rules limits", "rules figures", StringComparison.Ordinal)
            .Replace("Claim", "Bill", StringComparison.Ordinal).Replace("Verdict", "Finding", StringComparison.Ordinal);
        await client.PutAsJsonAsync("/api/rules/figures/draft", new { text });
        (await client.PostAsync("/api/rules/figures/publish", null)).EnsureSuccessStatusCode();
        foreach (var wrong in new object[] { new { none = 1 }, new { most = -1 }, new { most = "much" } })
        {
            var refused = await client.PutAsJsonAsync("/api/rules/figures/parameters", new { values = wrong });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        Assert.Equal("200", await ValueAsync(client, new { most = 200 }));
        Assert.Equal("null", await ValueAsync(client, new { most = (int?)null }));

        static async Task<string> ValueAsync(HttpClient client, object values)
        {
            var answer = await client.PutAsJsonAsync("/api/rules/figures/parameters", new { values });
            var parameter = (await RunningProduct.JsonOf(answer)).GetProperty("items")[0];
            Assert.Equal(100, parameter.GetProperty("default").GetInt32());
            return parameter.GetProperty("value").GetRawText();
        }
    }

    [Fact]
    public async Task Text_of_another_name_is_not_published()
    {
        using var client = await product.WithKeyAsync();
        await client.PutAsJsonAsync("/api/rules/misnamed/draft", new { text = Text });
        var answer = await RunningProduct.JsonOf(await client.PostAsync("/api/rules/misnamed/publish", null));
        Assert.Contains(answer.GetProperty("errors").EnumerateArray(), e => e.GetProperty("code").GetString() == "H505");
    }

    [Fact]
    public async Task Editor_is_answered_while_somebody_writes()
    {
        using var client = await product.WithKeyAsync();
        var outline = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/rules/language/outline", new { text = Text }));
        Assert.True(outline.GetProperty("items").GetArrayLength() >= 4);
        var formatted = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/rules/language/format", new { text = Text }));
        Assert.Equal(JsonValueKind.String, formatted.GetProperty("text").ValueKind);
        foreach (var what in new[] { "diagnostics", "completion", "hover", "definition" })
        {
            var body = new { text = Text, name = "limits", line = 17, column = 12 };
            var answer = await client.PostAsJsonAsync($"/api/rules/language/{what}", body);
            Assert.True(answer.IsSuccessStatusCode, what);
        }
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task Table_and_parameters_go_out_as_sheets_and_come_back_as_the_draft(string format)
    {
        using var client = await product.WithKeyAsync();
        var name = $"sheets{format}";
        const string Table = """


            table rate "Rate" zh "比例" first
              amount number in [0..]
              | amount    || rate |
              | < 100     || 0.1  |  # small
              | otherwise || most |

            """;
        var text = Text.Replace("rules limits", $"rules {name}", StringComparison.Ordinal) + Table;
        var draft = await client.PutAsJsonAsync($"/api/rules/{name}/draft", new { text });
        foreach (var sheet in new[] { $"tables/rate.{format}", $"parameters.{format}" })
        {
            var content = await client.GetByteArrayAsync(new Uri($"/api/rules/{name}/{sheet}", UriKind.Relative));
            var taken = new HttpRequestMessage(HttpMethod.Put, $"/api/rules/{name}/{sheet}") { Content = new ByteArrayContent(content) };
            taken.Headers.TryAddWithoutValidation("If-Match", draft.Headers.ETag!.Tag);
            draft = await client.SendAsync(taken);
            Assert.Equal(text.Trim(), (await RunningProduct.JsonOf(draft)).GetProperty("text").GetString()!.Trim());
        }
    }

    [Fact]
    public async Task Sheet_with_a_formula_is_refused_at_its_cell_and_an_unknown_table_too()
    {
        using var client = await product.WithKeyAsync();
        var text = Text.Replace("rules limits", "rules sheets", StringComparison.Ordinal);
        await client.PutAsJsonAsync("/api/rules/sheets/draft", new { text });
        using var sheet = new StringContent("table,rate\ncolumn,a,b\nuse,input,result\n1,=1+1,2");
        var refused = await client.PutAsync("/api/rules/sheets/tables/rate.csv", sheet);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var error = (await RunningProduct.JsonOf(refused)).GetProperty("errors")[0];
        Assert.Equal(("S103", 4), (error.GetProperty("code").GetString(), error.GetProperty("place").GetProperty("line").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/rules/sheets/tables/none.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/rules/nobody/parameters.csv")).StatusCode);
    }
}
