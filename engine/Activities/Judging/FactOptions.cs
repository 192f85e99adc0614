using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Rules;

namespace Workflows.Engine.Activities.Judging;

/// <summary>Carries facts and questions between a run's values and the JSON of <see cref="IRuleSource"/>.</summary>
internal static class FactOptions
{
    /// <summary>The members of a context as JSON.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Members(object? value) =>
        RunValues.Members(value).ToDictionary(m => m.Key, m => RunValues.ToJson(m.Value), StringComparer.Ordinal);

    /// <summary>Facts by type; a single fact stands for a list of one.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Facts(object? value) =>
        RunValues.Members(value).ToDictionary(
            m => m.Key, m => RunValues.ToJson(m.Value as IReadOnlyList<object?> ?? [m.Value]), StringComparer.Ordinal);

    /// <summary>Which stored facts: texts name types, contexts have <c>type</c>, <c>where</c> and <c>limit</c>.</summary>
    public static IReadOnlyList<FactQuery> Queries(IReadOnlyList<object?> list) => [.. list.Select(Query)];

    /// <summary>What is wrong with an answer becomes the activity's fault; else its value.</summary>
    public static object? ValueOf(QueryAnswer answer)
    {
        if (answer.Error is { } error)
        {
            throw ActivityContext.Fault(error.Code, error.Message, error.NextStep);
        }

        return answer.Value is { } value ? RunValues.FromJson(value) : null;
    }

    /// <summary>A member of an answer.</summary>
    public static object? Part(object? value, string name) => RunValues.TryGet(value, name, out var part) ? part : null;

    private static FactQuery Query(object? item)
    {
        if (item is string type)
        {
            return new FactQuery(type, new Dictionary<string, JsonElement>());
        }

        var name = RunValues.AsText(Part(item, "type"));
        if (string.IsNullOrEmpty(name))
        {
            throw ActivityContext.Fault("E435", new LocalText("Which facts are wanted needs a type.", "查询事实时必须给出类型。"),
                new LocalText("Write {\"type\": \"Order\", \"where\": {…}}.", "请写成 {\"type\": \"Order\", \"where\": {…}}。"));
        }

        var limit = Part(item, "limit") is decimal number and >= 0 and <= 1_000_000 ? (int)number : 1_000_000;
        return new FactQuery(name, Members(Part(item, "where")), limit);
    }
}
