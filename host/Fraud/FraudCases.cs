using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Facts;
using Workflows.Host.RuleSets;
using Workflows.Host.Storage;
using Workflows.Rules.Facts;

namespace Workflows.Host.Fraud;

/// <summary>A case that signals have opened, with what people have decided; what it is about stands in its fact.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">How far it is: open, fraud, ordinary, appealed or restored.</param>
/// <param name="At">When that became so.</param>
/// <param name="Run">The run that deals with it; null where there is none any more.</param>
/// <param name="Fact">The case as it is stored.</param>
internal sealed record FraudCaseView(string Id, string? State, string? At, string? Run, JsonElement Fact);

/// <summary>How often a kind of signal was right.</summary>
/// <param name="Kind">The kind of signal.</param>
/// <param name="Decided">Decided cases in which there was such a signal.</param>
/// <param name="FalseOnes">Those that a person found ordinary, or restored after an appeal.</param>
/// <param name="FalseShare">Their share.</param>
internal sealed record SignalRecord(string Kind, decimal Decided, decimal FalseOnes, decimal FalseShare);

/// <summary>Cases of the fraud rules, and what became of them.</summary>
internal sealed class FraudCases(
    FactCatalogue types, FactStore facts, RuleLibrary library, RuleJudgement judgement, IDbContextFactory<WorkflowsDb> store,
    TimeProvider clock)
{
    private const string Flow = "fraud-case";
    private const string RuleSet = "fraudcase";

    // More than any shop has; a page shows some of them.
    private const int Most = 20_000;

    // What waits for a person comes first.
    private static readonly string[] Urgency = ["open", "appealed"];

    /// <summary>Cases in a state, or all; what waits for a person first, and among them the newest.</summary>
    public async Task<(IReadOnlyList<FraudCaseView> Page, int Total)> ListAsync(string? state, int skip, int limit)
    {
        var where = new Dictionary<string, JsonElement>();
        if (state is not null)
        {
            where["state"] = JsonSerializer.SerializeToElement(state);
        }

        var stored = types.Find("FraudFile") is { } type ? await facts.QueryIndexedAsync(type, where, Most) : [];
        var cases = stored.Select(fact => Read(fact.Key, JsonElement.Parse(fact.Json)))
            .OrderByDescending(one => Array.IndexOf(Urgency, one.State)).ThenByDescending(one => one.At, StringComparer.Ordinal).ToList();
        var page = cases.Skip(skip).Take(limit).ToList();
        var runs = await RunsOfAsync([.. page.Select(one => one.Id)]);
        return ([.. page.Select(one => one with { Run = runs.GetValueOrDefault(one.Id) })], cases.Count);
    }

    /// <summary>How often each kind of signal was right, as the rules count it.</summary>
    public async Task<IReadOnlyList<SignalRecord>> RecordsAsync(CancellationToken stop)
    {
        if (library.Find(RuleSet) is not { } set)
        {
            return [];
        }

        var judged = new List<RuleFact>();
        await judgement.LoadAsync(set.Program, RuleJudgement.AllOf(set.Program), judged);
        var outcome = RuleJudgement.Judge(set, judged, new Dictionary<string, JsonElement>(), clock.GetUtcNow(), stop);
        return
        [
            .. outcome.Conclusions.Where(one => one.Fact.FactTypeName == "RuleRecord").Select(one => new SignalRecord(
                one.Fact["kind"] as string ?? string.Empty, one.Fact["decided"] as decimal? ?? 0, one.Fact["falseOnes"] as decimal? ?? 0,
                one.Fact["falseShare"] as decimal? ?? 0)),
        ];
    }

    private async Task<Dictionary<string, string>> RunsOfAsync(IReadOnlyList<string> cases)
    {
        await using var db = await store.CreateDbContextAsync();
        var runs = await db.Runs.AsNoTracking().Where(r => r.DefinitionId == Flow && cases.Contains(r.CorrelationId!))
            .OrderBy(r => r.CreatedAt).Select(r => new { r.CorrelationId, r.RunId }).ToListAsync();
        return runs.GroupBy(run => run.CorrelationId!).ToDictionary(group => group.Key, group => group.Last().RunId);
    }

    private static FraudCaseView Read(string key, JsonElement fact) => new(key, TextOf(fact, "state"), TextOf(fact, "at"), null, fact);

    private static string? TextOf(JsonElement fact, string field) =>
        fact.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
