using System.Text.Encodings.Web;
using System.Text.Json;
using Workflows.Engine.Ports;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Engine.Cases;

/// <summary>
/// Compares what came of a case with what it expects: <c>status</c>; <c>path</c>, activities of the first run in the order of their
/// completion, others may lie between; <c>notPath</c>; <c>tasks</c>, all that were ever opened, each with <c>activity</c>, <c>state</c>,
/// <c>outcome</c>, <c>title</c>, <c>zh</c>, <c>dueAt</c>, <c>assignee</c>, <c>roles</c>; <c>facts</c> and <c>conclusions</c>, by type all
/// there are; <c>effects</c>, all that were ever decided; <c>events</c>, published names in order; <c>reply</c>, <c>variables</c>,
/// <c>outputs</c>, <c>name</c>, <c>incidents</c>, <c>runs</c>. Incidents that it does not expect are a difference.
/// </summary>
internal sealed class CaseComparison(Rehearsal rehearsal, PackRules rules, RehearsalReport report, object? reply)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IEnumerable<string> Compare(JsonElement expect)
    {
        if (!expect.TryGetProperty("incidents", out _) && rehearsal.Incidents() is { Count: > 0 } incidents)
        {
            yield return $"incidents: {string.Join("; ", incidents)}";
        }

        foreach (var one in expect.EnumerateObject())
        {
            foreach (var difference in Compare(one.Name, one.Value))
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<string> Compare(string name, JsonElement expected) => name switch
    {
        "path" => Path(expected),
        "notPath" => expected.EnumerateArray().Select(e => e.GetString()!).Intersect(Completed()).Select(id => $"notPath: {id} was done"),
        "facts" => ByType(name, expected, type => rehearsal.Facts.Where(f => f.Key.Type == type)
            .OrderBy(f => f.Key.Key, StringComparer.Ordinal).Select(f => JsonElement.Parse(f.Value))),
        "conclusions" => ByType(name, expected, type => rules.Conclusions.Where(c => c.Key.Type == type)
            .OrderBy(c => c.Key.Key, StringComparer.Ordinal).Select(c => c.Value)),
        _ => JsonMatch.Difference(expected, Actual(name), name) is { } difference ? [difference] : [],
    };

    private JsonElement Actual(string name) => name switch
    {
        "status" => Json(report.Status),
        "name" => Json(report.Name),
        "tasks" => Json(rehearsal.Tasks.Select(TaskOf)),
        "effects" => Json(rehearsal.AllEffects().Select(e => new { kind = e.Kind, payload = JsonElement.Parse(e.Payload) })),
        "events" => Json(rehearsal.Published()),
        "incidents" => Json(rehearsal.Incidents()),
        "runs" => Json(rehearsal.OtherRuns().Select(r => new { definition = r.DefinitionId, status = r.Status })),
        "reply" => RunValues.ToJson(reply),
        "variables" => RunValues.ToJson(RunValues.Context(report.Variables)),
        "outputs" => RunValues.ToJson(RunValues.Context(report.Outputs)),
        "waits" => Json(report.Bookmarks.Select(b => $"{b.ActivityId} {b.Kind} {b.Key}".TrimEnd())),
        _ => throw new CaseMistakeException($"A case cannot expect {name}."),
    };

    private IEnumerable<string> Path(JsonElement expected)
    {
        var done = Completed();
        var from = 0;
        foreach (var id in expected.EnumerateArray().Select(e => e.GetString()!))
        {
            from = done.IndexOf(id, from) + 1;
            if (from == 0)
            {
                yield return $"path: {id} is missing in its place; done: {string.Join(' ', done)}";
                yield break;
            }
        }
    }

    private List<string> Completed() =>
        [.. report.Journal.Where(e => e.Event == "Completed" && e.ActivityId.Length > 0).Select(e => e.ActivityId)];

    private static IEnumerable<string> ByType(string name, JsonElement expected, Func<string, IEnumerable<JsonElement>> find)
    {
        foreach (var type in expected.EnumerateObject())
        {
            var came = find(type.Name).ToList();
            var open = new List<JsonElement>(came);
            foreach (var one in type.Value.EnumerateArray())
            {
                var match = open.FindIndex(c => JsonMatch.Difference(one, c) is null);
                if (match < 0)
                {
                    yield return $"{name}.{type.Name}: {one.GetRawText()} is missing; came: {Json(came).GetRawText()}";
                    yield break;
                }

                open.RemoveAt(match);
            }

            if (open.Count > 0)
            {
                yield return $"{name}.{type.Name}: {open.Count} too many: {Json(open).GetRawText()}";
            }
        }
    }

    private static object TaskOf(TaskRecord task) => new
    {
        activity = task.ActivityId,
        state = task.State.ToString().ToLowerInvariant(),
        outcome = task.Outcome,
        title = task.Title.En,
        zh = task.Title.Zh,
        dueAt = task.DueAt,
        assignee = task.Assignee,
        roles = task.CandidateRoles,
        users = task.CandidateUsers,
        data = task.Data is null ? (JsonElement?)null : JsonElement.Parse(task.Data),
    };

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, Readable);
}
