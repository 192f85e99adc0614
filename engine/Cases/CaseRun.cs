using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;
using Workflows.Engine.WorkingTime;
using Workflows.Rules.Facts;
using Workflows.Rules.Feel;

namespace Workflows.Engine.Cases;

/// <summary>Plays one case and tells where it came out otherwise than expected.</summary>
internal sealed class CaseRun
{
    private readonly CasePack _pack;
    private readonly ProcessCase _case;
    private readonly PackRules _rules;
    private readonly Rehearsal _rehearsal;

    public CaseRun(CasePack pack, ProcessCase one)
    {
        _pack = pack;
        _case = one;
        _rules = new PackRules(pack, () => _rehearsal!.Shelf);
        _rehearsal = new Rehearsal(pack.Shelf, one.At.ToUniversalTime(), _rules, options: null, remembers: true);
    }

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        foreach (var set in _case.Figures)
        {
            _rules.Figures[set.Name] = set.Value.EnumerateObject().ToDictionary(f => f.Name, f => FeelJson.Read(f.Value));
        }

        Put(_case.Facts, isNews: false);
        var started = await StartAsync(_case.Start ?? default);
        if (started.Outcome != RunOutcome.Done)
        {
            return [$"The start was not taken: {started.Outcome} {started.Problem}"];
        }

        var differences = new List<string>();
        var reply = started.Reply;
        var place = 0;
        foreach (var step in _case.Steps)
        {
            place++;
            var result = await TakeAsync(step, started.RunId!);
            reply = result?.Reply ?? reply;
            var refused = Text(step, "refused");
            if (result?.Problem?.Code != refused)
            {
                differences.Add($"step {place}: {refused ?? "no refusal"} expected, {result?.Problem?.ToString() ?? "none"} came");
            }
        }

        var comparison = new CaseComparison(_rehearsal, _rules, await _rehearsal.ReportAsync(), reply);
        differences.AddRange(comparison.Compare(_case.Expect));
        differences.AddRange((await _rehearsal.VerifyAsync()).Where(check => !check.IsClean).Select(check => $"history: {check.Fault}"));
        return differences;
    }

    private Task<RunResult> StartAsync(JsonElement start)
    {
        var hasTrigger = start.ValueKind == JsonValueKind.Object && start.TryGetProperty("trigger", out _);
        return _rehearsal.StartAsync(
            _case.Definition, Value(start, "input"), triggerActivityId: Text(start, "trigger"),
            triggerPayload: hasTrigger ? Request(start) : null, correlationId: Text(start, "correlationId"));
    }

    private async Task<RunResult?> TakeAsync(JsonElement step, string runId)
    {
        var verb = step.EnumerateObject().First();
        switch (verb.Name)
        {
            case "complete":
                return await _rehearsal.CompleteTaskAsync(
                    verb.Value.GetString()!, Text(step, "outcome") ?? "Done", Value(step, "data"), Text(step, "by") ?? "somebody");
            case "event":
                await _rehearsal.SendAsync(verb.Value.GetString()!, Value(step, "payload"), Text(step, "correlationId"));
                await _rehearsal.DeliverAsync();
                return null;
            case "start":
                return await StartAsync(verb.Value);
            case "request":
                return await RequestAsync(verb.Value.GetString()!, step);
            case "answer":
                return await AnswerAsync(verb.Value.GetString()!, step);
            case "advance":
                await _rehearsal.AdvanceAsync(Duration(verb.Value.GetString()!));
                return null;
            case "until":
                await _rehearsal.AdvanceAsync(verb.Value.GetDateTimeOffset() - _rehearsal.Now);
                return null;
            case "facts":
                Put(verb.Value.EnumerateObject(), isNews: true);
                await _rehearsal.DeliverAsync();
                return null;
            case "calendar":
                await _rehearsal.RecountAsync(ChangeCalendar(verb.Value), Text(step, "why") ?? "changed");
                return null;
            case "cancel":
                var cancelled = await _rehearsal.Runs.CancelAsync(runId, "somebody", verb.Value.GetString());
                await _rehearsal.DeliverAsync();
                return cancelled;
            default:
                throw new CaseMistakeException($"A step cannot {verb.Name}.");
        }
    }

    private TimeSpan Duration(string text)
    {
        try
        {
            var time = XmlConvert.ToTimeSpan(text);
            return time <= DateTimeOffset.MaxValue - _rehearsal.Now ? time : throw new OverflowException();
        }
        catch (OverflowException)
        {
            throw new CaseMistakeException($"{text} goes beyond the end of time.");
        }
    }

    private async Task<RunResult> RequestAsync(string key, JsonElement step) =>
        await _rehearsal.ResumeWaitingAsync("http", key, Request(step), Text(step, "correlationId"))
        ?? throw new CaseMistakeException($"Nobody waits for {key}.");

    private async Task<RunResult> AnswerAsync(string kind, JsonElement step)
    {
        var effect = _rehearsal.Effects.FirstOrDefault(e => e.Kind == kind)
            ?? throw new CaseMistakeException($"There is no open effect of kind {kind}.");
        return await _rehearsal.AnswerEffectAsync(effect, Value(step, "result"));
    }

    private WorkCalendar ChangeCalendar(JsonElement json)
    {
        var (calendar, problems) = WorkCalendarReader.Read(_case.File, json, _pack.Statutory);
        _rules.Changed[calendar?.Name ?? throw new CaseMistakeException(problems[0].ToString())] = calendar;
        return calendar;
    }

    private void Put(IEnumerable<JsonProperty> facts, bool isNews)
    {
        foreach (var type in facts)
        {
            var declared = _pack.FactTypes.GetValueOrDefault(type.Name)
                ?? throw new CaseMistakeException($"No rule file declares the fact type {type.Name}.");
            foreach (var json in type.Value.EnumerateArray())
            {
                var (fact, problems) = FactJson.Read(declared, json);
                if (fact is null)
                {
                    throw new CaseMistakeException(problems[0].ToString());
                }

                var text = FactJson.Write(fact).GetRawText();
                var key = fact.Key ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
                _rehearsal.Put(type.Name, key, text, isNews);
            }
        }
    }

    private static object? Request(JsonElement json) => json.TryGetProperty("payload", out var payload)
        ? RunValues.FromJson(payload)
        : RunValues.Context(
        [
            new("ParsedContent", Value(json, "body")),
            new("RouteData", Value(json, "route") ?? RunValues.Context([])),
            new("QueryStringData", Value(json, "query") ?? RunValues.Context([])),
            new("Headers", Value(json, "headers") ?? RunValues.Context([])),
            new("Caller", Text(json, "by") ?? "somebody"),
            new("CallerRoles", Value(json, "roles") ?? new List<object?>()),
            new("CallerStaff", Text(json, "staff")),
        ]);

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static object? Value(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? RunValues.FromJson(value) : null;
}
