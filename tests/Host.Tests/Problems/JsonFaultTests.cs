using System.Text;
using Workflows.Tests.Serving;

namespace Workflows.Tests.Problems;

/// <summary>A text that is no JSON of the form that is asked for is told of by its own names, in both languages.</summary>
public sealed class JsonFaultTests(SharedProduct shared)
{
    [Theory]
    [InlineData(
        """{"definitionId": "x", "inputs": 1}""", "$.inputs: there is no field \"inputs\" here", "$.inputs 处不正确：此处没有名为“inputs”的字段")]
    [InlineData("""{"id": "r1"}""", "it lacks \"definitionId\"", "缺少 \"definitionId\"")]
    [InlineData("""{"definitionId": 5}""", "$.definitionId: the value is not of the kind", "$.definitionId 处不正确：此处的值类型不符")]
    [InlineData("""{"definitionId": "x",}""", "trailing comma", "文本不是有效的 JSON")]
    public async Task Fault_names_the_field_and_no_type_of_the_program(string body, string en, string zh)
    {
        using var client = await shared.Product.WithKeyAsync();
        var answer = await client.PostAsync("/api/runs", new StringContent(body, Encoding.UTF8, "application/json"));
        var fault = (await RunningProduct.JsonOf(answer)).GetProperty("errors")[0].GetProperty("message");
        Assert.Contains(en, fault.GetProperty("en").GetString());
        Assert.Contains(zh, fault.GetProperty("zh").GetString());
        Assert.DoesNotContain("Workflows.", fault.GetRawText());
    }
}
