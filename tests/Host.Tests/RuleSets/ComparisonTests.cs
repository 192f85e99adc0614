using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Tests.Serving;

namespace Workflows.Tests.RuleSets;

/// <summary>What a change of rules would do, seen before it is done.</summary>
public sealed class ComparisonTests(SharedProduct shared)
{
    private const string Text = """
        rules bounds "Bounds" zh "界限"

        fact Wish "Wish" zh "申请"
          id     string key
          amount number

        fact Refusal "Refusal" zh "拒绝" concluded
          wish   string key
          amount number

        parameter most number = 100 in [0..] "highest amount" zh "最高金额"

        rule high "Too high" zh "过高"
          when
            wish is a Wish where amount > most
          then
            conclude Refusal
              wish   wish.id
              amount wish.amount
        """;

    private readonly RunningProduct product = shared.Product;

    [Fact]
    public async Task Change_is_shown_on_the_stored_facts_and_changes_nothing()
    {
        using var client = await product.WithKeyAsync();
        await client.PutAsJsonAsync("/api/rules/bounds/draft", new { text = Text });
        var published = await client.PostAsync("/api/rules/bounds/publish", null);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var wishes = new[] { new { id = "A", amount = 60 }, new { id = "B", amount = 101 }, new { id = "C", amount = 40 } };
        Assert.True((await client.PostAsJsonAsync("/api/facts/Wish", wishes)).IsSuccessStatusCode);

        var answer = await client.PostAsJsonAsync("/api/rules/bounds/compare", new { parameters = new { most = 50 } });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var change = (await RunningProduct.JsonOf(answer)).GetProperty("conclusions")[0];
        Assert.Equal(
            ("Refusal", "拒绝", 1, 2, 1, 0, 0),
            (change.GetProperty("type").GetString(), change.GetProperty("label").GetProperty("zh").GetString(), Number(change, "before"),
                Number(change, "after"), Number(change, "added"), Number(change, "removed"), Number(change, "changed")));
        var sum = Assert.Single(change.GetProperty("sums").EnumerateArray());
        Assert.Equal(("amount", 101, 161), (sum.GetProperty("field").GetString(), Number(sum, "before"), Number(sum, "after")));

        var text = Text.Replace("amount wish.amount", "amount wish.amount - most", StringComparison.Ordinal);
        var other = await RunningProduct.JsonOf(await client.PostAsJsonAsync("/api/rules/bounds/compare", new { text }));
        Assert.Equal(1, other.GetProperty("conclusions")[0].GetProperty("changed").GetInt32());
        var difference = other.GetProperty("differences")[0];
        Assert.Equal(101, difference.GetProperty("before").GetProperty("fact").GetProperty("amount").GetInt32());
        Assert.Equal(1, difference.GetProperty("after").GetProperty("fact").GetProperty("amount").GetInt32());

        // Figures hold in what is published, whatever somebody drafts meanwhile.
        var draft = new HttpRequestMessage(HttpMethod.Put, "/api/rules/bounds/draft") { Content = JsonContent.Create(new { text }) };
        draft.Headers.TryAddWithoutValidation("If-Match", published.Headers.ETag!.Tag);
        Assert.True((await client.SendAsync(draft)).IsSuccessStatusCode);
        var again = await RunningProduct.JsonOf(
            await client.PostAsJsonAsync("/api/rules/bounds/compare", new { parameters = new { most = 50 } }));
        Assert.Equal(0, again.GetProperty("conclusions")[0].GetProperty("changed").GetInt32());

        var wrong = await client.PostAsJsonAsync("/api/rules/bounds/compare", new { parameters = new { most = -1 } });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var kept = (await RunningProduct.JsonOf(await client.GetAsync("/api/rules/bounds/parameters"))).GetProperty("items")[0];
        Assert.Equal(100, kept.GetProperty("default").GetInt32());
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
