using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.WorkingTime;
using Workflows.Rules;

namespace Workflows.Tests.Flows;

/// <summary>
/// Answers the questions of a case: rules, tables and facts with what the case lists, in order; working time with the shop's own
/// calendar.
/// </summary>
internal sealed class ScriptedRules(IEnumerable<JsonElement> answers) : IRuleSource
{
    private readonly Queue<JsonElement> _answers = new(answers);
    private readonly List<string> _questions = [];
    private readonly Dictionary<string, WorkCalendar> _changed = [];

    /// <summary>What was asked, as one line each.</summary>
    public IReadOnlyList<string> Questions => _questions;

    public ValueTask<QueryAnswer> AnswerAsync(RunQuery query, CancellationToken cancellation = default)
    {
        if (query is WorkingTimeQuery time)
        {
            return ValueTask.FromResult(WorkTimeCounter.Add(Calendar(time.Calendar), time.From, time.WorkingTime, time.Pauses).ToAnswer());
        }

        _questions.Add(query switch
        {
            EvaluateRulesQuery rules => string.Join(' ', "rules", rules.RuleSet, Json(rules.Facts),
                "load", string.Join(',', rules.Load.Select(Line)), Json(rules.Parameters)),
            DecideTableQuery table => $"table {table.RuleSet}.{table.Table} {Json(table.Inputs)}",
            ReadFactsQuery facts => $"facts {Line(facts.Facts)}",
            _ => query.ToString(),
        });
        if (!_answers.TryDequeue(out var answer))
        {
            return new NoRules().AnswerAsync(query, cancellation);
        }

        return ValueTask.FromResult(answer.TryGetProperty("error", out var error)
            ? new QueryAnswer(null, null, new Diagnostic(error.GetString()!, Severity.Error, SourcePlace.None, new("No.", "不。")))
            : new QueryAnswer(answer.GetProperty("value"), answer.TryGetProperty("evidence", out var evidence) ? evidence : null));
    }

    /// <summary>Another calendar takes the place of the shop's own.</summary>
    public WorkCalendar Change(JsonElement json)
    {
        var calendar = WorkCalendarReader.Read("changed", json, []).Calendar!;
        _changed[calendar.Name] = calendar;
        return calendar;
    }

    private static string Line(FactQuery facts) =>
        $"{facts.Type}{(facts.Key is null ? "" : "/" + facts.Key)}{Json(facts.Where)}≤{facts.Limit}";

    private static string Json(IReadOnlyDictionary<string, JsonElement> members) =>
        "{" + string.Join(',', members.Select(m => $"{m.Key}:{m.Value.GetRawText()}")) + "}";

    private WorkCalendar Calendar(string? name)
    {
        if (_changed.TryGetValue(name ?? WorkCalendar.Ordinary, out var changed))
        {
            return changed;
        }

        var folder = Path.Combine(FlowCase.Root, "../../../workflows/Calendars");
        var statutory = Directory.EnumerateFiles(Path.Combine(folder, "holiday-cn"), "*.json")
            .Select(f => JsonElement.Parse(File.ReadAllText(f))).ToList();
        var json = JsonElement.Parse(File.ReadAllText(Path.Combine(folder, $"{name ?? "shop"}.calendar.json")));
        return WorkCalendarReader.Read("calendar", json, statutory).Calendar!;
    }
}
