using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Host.Facts;
using Workflows.Host.Problems;
using Workflows.Host.RuleSets;
using Workflows.Host.Serving;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Host.Pay;

/// <summary>A month's pay as the rule set <c>pay</c> counts it over the stored facts, every amount with its reasons.</summary>
internal sealed class PayRun(
    RuleLibrary library, RuleJudgement judgement, FactCatalogue types, FactStore facts, TimeProvider clock)
{
    /// <summary>Name of the rule set that counts.</summary>
    public const string RuleSet = "pay";

    private const string Slip = "PaySlip";

    // What became of a line that somebody disagreed with; the process of the pack keeps it.
    private const string Dispute = "PayDispute";

    // What people leave behind in a month, and what was agreed with them; the rules choose from it by themselves.
    private static readonly string[] Needed =
        ["Staff", "Target", "CommissionRate", "Attendance", "Discipline", "Order", "Refund", "FraudVerdict"];

    /// <summary>The month's conclusions; the problem where it cannot be counted.</summary>
    public async Task<(RuleOutcome? Outcome, Problem? Problem)> CountAsync(string month, CancellationToken stop)
    {
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return (null, HostProblems.Invalid(new($"{month} is no month.", $"{month} 不是有效的月份。"),
                new("Write it as 2026-09.", "请写成 2026-09。")));
        }

        if (library.Find(RuleSet) is not { } set)
        {
            return (null, HostProblems.NotFound("published rule set", RuleSet));
        }

        var judged = new List<RuleFact>();
        var everything = new Dictionary<string, JsonElement>();
        var queries = Needed.Where(set.Program.FactTypes.ContainsKey).Select(type => new FactQuery(type, everything)).ToList();
        if (await judgement.LoadAsync(set.Program, queries, judged) is { } missing)
        {
            return (null, HostProblems.Invalid(missing.Message, missing.NextStep, [missing]));
        }

        var parameters = new Dictionary<string, JsonElement> { ["month"] = JsonSerializer.SerializeToElement(month) };
        var outcome = RuleJudgement.Judge(set, judged, parameters, clock.GetUtcNow(), stop);
        return outcome.Errors.Any(error => error.Severity == Severity.Error)
            ? (null, HostProblems.Invalid(new("The pay cannot be counted.", "无法计算薪酬。"), null, outcome.Errors))
            : (outcome, null);
    }

    /// <summary>The disputes of a slip's lines with their answers, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> DisputesAsync(string month, string staff)
    {
        if (types.Find(Dispute) is not { } type || type.IndexOf("staffId") < 0 || type.IndexOf("month") < 0)
        {
            return [];
        }

        var where = new Dictionary<string, JsonElement>
        {
            ["staffId"] = JsonSerializer.SerializeToElement(staff), ["month"] = JsonSerializer.SerializeToElement(month),
        };
        var stored = await facts.QueryIndexedAsync(type, where, Limits.PageRows);
        return [.. stored.Select(fact => JsonNode.Parse(fact.Json)!).OrderByDescending(d => (string?)d["at"], StringComparer.Ordinal)];
    }

    /// <summary>The slips of a month by the staff member's number.</summary>
    public static IEnumerable<RuleFact> SlipsOf(RuleOutcome outcome) => outcome.Conclusions.Select(c => c.Fact)
        .Where(fact => fact.FactTypeName == Slip).OrderBy(fact => fact["staffId"] as string, StringComparer.Ordinal);
}
