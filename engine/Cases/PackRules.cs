using System.Text.Json;
using Workflows.Engine.Judging;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.WorkingTime;
using Workflows.Rules;
using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles;

namespace Workflows.Engine.Cases;

/// <summary>Answers the questions of rehearsed runs from a pack's rules and calendars and from the facts of the rehearsal.</summary>
internal sealed class PackRules(CasePack pack, Func<FactShelf> stored) : IRuleSource
{
    private static readonly Dictionary<string, object?> Own = [];

    /// <summary>What was concluded, by type and key; of two conclusions of the same the later one.</summary>
    public Dictionary<(string Type, string Key), JsonElement> Conclusions { get; } = [];

    /// <summary>Calendars in place of the pack's own, by name.</summary>
    public Dictionary<string, WorkCalendar> Changed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values in place of the rule sets' own, by rule set.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, object?>> Figures { get; } = [];

    public ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default) =>
        ValueTask.FromResult(query switch
        {
            ReadFactsQuery read => Read(read.Facts),
            WorkingTimeQuery time => Count(time),
            EvaluateRulesQuery evaluate => Evaluate(evaluate, cancellation),
            DecideTableQuery decide => Find(decide.RuleSet) is { } program
                ? RuleAnswers.Decide(program, FiguresOf(decide.RuleSet), decide, cancellation)
                : new(null, null, JudgingProblems.UnknownRuleSet(decide.RuleSet)),
            _ => throw new ArgumentException($"No answer for {query.GetType().Name}", nameof(query)),
        });

    private QueryAnswer Evaluate(EvaluateRulesQuery query, CancellationToken stop)
    {
        if (Find(query.RuleSet) is not { } program)
        {
            return new(null, null, JudgingProblems.UnknownRuleSet(query.RuleSet));
        }

        var loaded = new List<RuleFact>();
        foreach (var wanted in query.Load)
        {
            if (Load(program.FactTypes.GetValueOrDefault(wanted.Type), wanted, loaded) is { } problem)
            {
                return new(null, null, problem);
            }
        }

        var answer = RuleAnswers.Evaluate(program, FiguresOf(query.RuleSet), query, loaded, stop);
        foreach (var conclusion in answer.Value?.GetProperty("conclusions").EnumerateArray() ?? default)
        {
            var key = conclusion.GetProperty("key").GetString() ?? conclusion.GetProperty("fact").GetRawText();
            Conclusions[(conclusion.GetProperty("type").GetString()!, key)] = conclusion.GetProperty("fact");
        }

        return answer;
    }

    private QueryAnswer Read(FactQuery query)
    {
        var found = new List<RuleFact>();
        return Load(pack.FactTypes.GetValueOrDefault(query.Type), query, found) is { } problem
            ? new(null, null, problem)
            : new(JsonElement.Parse("[" + string.Join(',', found.Select(f => FactJson.Write(f).GetRawText())) + "]"), null);
    }

    private Diagnostic? Load(FactType? type, FactQuery query, List<RuleFact> into)
    {
        if (type is null)
        {
            return JudgingProblems.UnknownType(query.Type);
        }

        if (query.Where.Keys.FirstOrDefault(field => type.IndexOf(field) < 0) is { } unknown)
        {
            return JudgingProblems.UnknownField(query.Type, unknown);
        }

        foreach (var shelved in stored().Find(query).Take(query.Limit))
        {
            if (shelved.Read?.FactType != type)
            {
                var (fact, problems) = FactJson.Read(type, shelved.Element);
                if (fact is null)
                {
                    return problems[0];
                }

                shelved.Read = fact;
            }

            into.Add(shelved.Read);
        }

        return null;
    }

    private QueryAnswer Count(WorkingTimeQuery query)
    {
        var name = string.IsNullOrEmpty(query.Calendar) ? WorkCalendar.Ordinary : query.Calendar;
        return (Changed.GetValueOrDefault(name) ?? pack.Calendars.GetValueOrDefault(name)) is { } calendar
            ? WorkTimeCounter.Add(calendar, query.From, query.WorkingTime, query.Pauses).ToAnswer()
            : new(null, null, JudgingProblems.UnknownCalendar(name));
    }

    private RuleProgram? Find(string name) => pack.Programs.GetValueOrDefault(name);

    private IReadOnlyDictionary<string, object?> FiguresOf(string name) => Figures.GetValueOrDefault(name, Own);
}
