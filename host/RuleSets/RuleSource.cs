using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.WorkingTime;
using Workflows.Host.Facts;
using Workflows.Host.WorkingTime;

namespace Workflows.Host.RuleSets;

/// <summary>Answers what bursts ask: stored facts, working time, and what rules conclude.</summary>
internal sealed class RuleSource(FactCatalogue types, FactStore facts, Calendars calendars, RuleJudgement judgement) : IRuleSource
{
    public async ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default) => query switch
    {
        ReadFactsQuery read => await ReadAsync(read.Facts),
        WorkingTimeQuery time => Count(time),
        EvaluateRulesQuery evaluate => await judgement.EvaluateAsync(evaluate, cancellation),
        DecideTableQuery decide => judgement.Decide(decide, cancellation),
        _ => throw new ArgumentException($"No answer for {query.GetType().Name}", nameof(query)),
    };

    private async Task<QueryAnswer> ReadAsync(FactQuery query)
    {
        if (types.Find(query.Type) is not { } type)
        {
            return new(null, null, RuleProblems.UnknownType(query.Type));
        }

        if (query.Where.Keys.FirstOrDefault(field => type.IndexOf(field) < 0) is { } unknown)
        {
            return new(null, null, RuleProblems.UnknownField(query.Type, unknown));
        }

        var found = await facts.QueryIndexedAsync(type, query.Where, query.Limit, query.Key);
        return new(JsonElement.Parse("[" + string.Join(',', found.Select(fact => fact.Json)) + "]"), null);
    }

    private QueryAnswer Count(WorkingTimeQuery query) => calendars.Find(query.Calendar)?.Calendar is { } calendar
        ? WorkTimeCounter.Add(calendar, query.From, query.WorkingTime, query.Pauses).ToAnswer()
        : new(null, null, RuleProblems.UnknownCalendar(query.Calendar ?? WorkCalendar.Ordinary));
}
