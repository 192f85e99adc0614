using System.Text.Json;
using System.Xml;
using Workflows.Engine.Running;
using Workflows.Engine.Runs;

namespace Workflows.Tests.Flows;

/// <summary>What a case does to its run: one object with a verb.</summary>
internal sealed class FlowStep(Rehearsal rehearsal, string runId, FlowWorld world)
{
    public async Task TakeAsync(JsonElement step)
    {
        var verb = step.EnumerateObject().First();
        var result = verb.Name switch
        {
            "event" => await rehearsal.SendAsync(verb.Value.GetString()!, Value(step, "payload"), Text(step, "correlationId")),
            "complete" => await rehearsal.CompleteTaskAsync(
                verb.Value.GetString()!, Text(step, "outcome") ?? "Done", Value(step, "data"), Text(step, "user") ?? "somebody"),
            "effectLost" => await LoseAsync(verb.Value.GetString()!, Text(step, "why")!),
            "silent" => await rehearsal.Runs.SilentAsync(runId, new Rules.LocalText(verb.Value.GetString()!, Text(step, "zh")!)),
            "effect" => await rehearsal.AnswerEffectAsync(
                rehearsal.Effects.First(effect => effect.Kind == verb.Value.GetString()), Value(step, "result")),
            "calendar" => await ChangeCalendarAsync(verb.Value, Text(step, "why")!),
            "resumeCalendar" => await ResumeCalendarAsync(),
            "resumeId" => await rehearsal.ResumeAsync(verb.Value.GetString()!),
            "claim" => await rehearsal.Runs.ClaimTaskAsync(
                rehearsal.Tasks.First(t => t.ActivityId == verb.Value.GetString()).Id, new TaskActor(Text(step, "user")!, [])),
            "resume" => await ResumeAsync(verb.Value.GetString()!, Value(step, "payload")),
            "advance" => await AdvanceAsync(verb.Value.GetString()!),
            "cancel" => await rehearsal.Runs.CancelAsync(runId, "somebody", verb.Value.GetString()),
            "repair" => await rehearsal.Runs.RepairAsync(
                runId, Repair(verb.Value), "somebody", Text(step, "why"), step.TryGetProperty("dryRun", out var dry) && dry.GetBoolean()),
            "repairChild" => await rehearsal.Runs.RepairAsync(
                rehearsal.Faulted().First(id => id != runId), Repair(verb.Value), "somebody", Text(step, "why")),
            _ => throw new NotSupportedException($"a step cannot {verb.Name}"),
        };
        await rehearsal.Runs.DeliverPendingAsync();
        world.Reply = result?.Reply ?? world.Reply;
        Assert.Equal(Text(step, "refused"), result?.Problem?.Code);
        if (step.TryGetProperty("journal", out var journal))
        {
            Assert.Equal(
                journal.EnumerateArray().Select(e => e.GetString()),
                result!.Journal.Select(e => $"{e.ActivityId} {e.Event}".Trim()));
        }
    }

    private async Task<RunResult> ResumeAsync(string kindAndKey, object? payload)
    {
        var places = (await rehearsal.ReportAsync()).Bookmarks;
        var place = places.First(b => $"{b.Kind} {b.Key}" == kindAndKey);
        return await rehearsal.ResumeAsync(place.Id, payload);
    }

    private async Task<RunResult> LoseAsync(string kind, string why)
    {
        var effect = rehearsal.Effects.First(e => e.Kind == kind);
        return await rehearsal.Runs.EffectGivenUpAsync(effect.RunId, effect.Id, effect.BookmarkId, why);
    }

    private async Task<RunResult?> AdvanceAsync(string time)
    {
        await rehearsal.AdvanceAsync(XmlConvert.ToTimeSpan(time));
        return null;
    }

    private async Task<RunResult?> ChangeCalendarAsync(JsonElement json, string why)
    {
        await rehearsal.RecountAsync(world.Rules.Change(json), why);
        return null;
    }

    // Who knows the id of the bookmark that only names the calendar must not get the run going with it.
    private async Task<RunResult> ResumeCalendarAsync() => await rehearsal.ResumeAsync(
        (await rehearsal.Store.FindBookmarksAsync("calendar", "shop", null))[0].Id);

    private static RepairCommand Repair(JsonElement json) => json.GetProperty("action").GetString() switch
    {
        "retry" => new RetryRepair(),
        "skip" => new SkipRepair(null, Text(json, "activity"), Text(json, "outcome") ?? "Done"),
        "editVariable" => new EditVariableRepair(Text(json, "name")!, Value(json, "value")),
        "move" => new MoveRepair(Text(json, "from")!, Text(json, "to")!),
        "cancelActivity" => new CancelActivityRepair(Text(json, "activity")!),
        "cancelRun" => new CancelRunRepair(),
        "rerun" => new RerunRepair(Text(json, "activity")!),
        "migrate" => new MigrateRepair(Text(json, "version")!, json.TryGetProperty("nodes", out var nodes)
            ? nodes.EnumerateObject().ToDictionary(n => n.Name, n => n.Value.GetString()!) : null),
        "undoMigration" => new UndoMigrationRepair(),
        var action => throw new NotSupportedException($"a repair cannot {action}"),
    };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static object? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? RunValues.FromJson(value) : null;
}
