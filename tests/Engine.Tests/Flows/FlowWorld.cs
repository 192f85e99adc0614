using System.Globalization;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Flows;

/// <summary>
/// What a case expects outside its run: tasks, effects, facts, questions that were asked, incidents of all runs, and what it answered.
/// </summary>
internal sealed class FlowWorld(Rehearsal rehearsal, ScriptedRules rules)
{
    /// <summary>What a case may expect here.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tasks", "effects", "facts", "questions", "deadlines", "troubles", "reply"];

    public ScriptedRules Rules => rules;

    /// <summary>The last answer that an activity gave.</summary>
    public object? Reply { get; set; }

    public IReadOnlyList<string> Find(string name) => name switch
    {
        "tasks" => [.. rehearsal.Tasks.Select(t => string.Join(' ', ((string?[])
        [
            t.ActivityId, t.Title.Zh is null ? t.Title.En : $"{t.Title.En}/{t.Title.Zh}", t.State.ToString(), t.Outcome,
            t.Assignee is null ? null : $"assignee={t.Assignee}",
            t.CandidateRoles.Count == 0 ? null : $"roles={string.Join(',', t.CandidateRoles)}",
            t.CandidateUsers.Count == 0 ? null : $"users={string.Join(',', t.CandidateUsers)}",
            t.Form is null ? null : $"form={t.Form}", t.Data is null ? null : $"data={t.Data}",
            $"outcomes={string.Join(',', t.Outcomes)}",
            t.DueAt is { } due ? $"due={due.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)}" : null,
        ]).OfType<string>()))],
        "effects" => [.. rehearsal.Effects.Select(e => $"{e.Kind} {e.Payload}")],
        "facts" => [.. rehearsal.Facts.Select(f => $"{f.Key.Type}/{f.Key.Key} {f.Value}")],
        "questions" => rules.Questions,
        "troubles" => rehearsal.Incidents(),
        "deadlines" => [.. RunDeadline.Of(History("run-1")).Select(Line)],
        _ => [RunValues.ToJson(Reply).GetRawText()],
    };

    private List<HistoryEntry> History(string runId) =>
        [.. rehearsal.Store.ReadHistoryAsync(runId).ToBlockingEnumerable()];

    private static string Line(RunDeadline d) => string.Join(' ', (string[])
    [
        d.ActivityId, d.Tag, d.IsOpen ? "open" : "over", $"due={d.DueAt:yyyy-MM-ddTHH:mm}",
        $"until={d.Arithmetic?.GetProperty("until")}", $"steps={d.Arithmetic?.GetProperty("steps").GetArrayLength()}",
        .. d.Moves.Select(m => $"moved={m.From:yyyy-MM-ddTHH:mm}→{m.To:yyyy-MM-ddTHH:mm} {m.Calendar} {m.Why.En} by={m.By}"),
    ]);

    public void Compare(string name, JsonElement expected) =>
        Assert.Equal(expected.EnumerateArray().Select(e => e.GetString()), Find(name));
}
