using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine.Ports;
using Workflows.Engine.Runs;
using Workflows.Engine.Runs.Codecs;
using Workflows.Tests.Flows;

namespace Workflows.Tests.Runs;

/// <summary>
/// Histories that were written once lie in tests/Corpus/histories: every later version folds them to the same state and goes on from
/// there.
/// A case without entries is recorded when UPDATE_GOLDEN is set; one with entries is never written again.
/// </summary>
public sealed class RecordedHistories
{
    private static string Folder => Path.Combine(FlowCase.Root, "../histories");

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Recorded_history_folds_and_goes_on(string name)
    {
        var path = Path.Combine(Folder, name);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        if (json["entries"] is null && Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await RecordAsync(json);
            await File.WriteAllTextAsync(path, json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        }

        var some = new Some(json["definition"]!.ToJsonString());
        var state = await RestoreAsync(some, json["entries"]!.AsArray());
        Assert.Equal((string?)json["state"], Encoding.UTF8.GetString(CommitBuilder.Snapshot(state)));
        foreach (var happened in json["then"]!.AsArray())
        {
            await some.Service.PublishAsync(new EventRequest($"later {happened}", (string)happened!));
        }

        Assert.Equal((string?)json["status"], RunStatusNames.Of((await some.Store.FindRunAsync("recorded"))!.Status));
        Assert.Equal(json["lines"]!.AsArray().Select(line => (string?)line), await some.LinesAsync("recorded"));
        await some.AssertCleanAsync("recorded");
    }

    private static async Task<RunState> RestoreAsync(Some some, JsonArray entries)
    {
        var state = new RunState("recorded");
        var former = HistoryChain.Beginning;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = Entry(entries[i]!.AsObject(), i + 1, former);
            former = entry.Hash;
            Assert.Equal((string?)entries[i]!["hash"], Convert.ToHexStringLower(entry.Hash.Span));
            HistoryFold.Apply(state, entry);
            var bookmarks = i < entries.Count - 1 ? [] : state.Bookmarks.Values.Select(b =>
                new BookmarkRecord(b.Id, "recorded", b.Kind, b.Key, b.CorrelationId, entry.At));
            Assert.Equal(CommitOutcome.Committed, await some.Store.CommitAsync(new Commit
            {
                Head = Head(state, entry),
                Entry = entry,
                BookmarksAdded = [.. bookmarks],
            }));
        }

        return state;
    }

    private static HistoryEntry Entry(JsonObject json, int sequence, ReadOnlyMemory<byte> former)
    {
        var at = DateTimeOffset.Parse((string)json["at"]!, CultureInfo.InvariantCulture);
        var actor = (string)json["actor"]!;
        var events = Encoding.UTF8.GetBytes((string)json["events"]!);
        var hash = HistoryChain.Hash(former.Span, "recorded", sequence, at, actor, events);
        return new HistoryEntry("recorded", sequence, at, actor, events, hash);
    }

    private static RunHead Head(RunState state, HistoryEntry entry) => new()
    {
        RunId = "recorded",
        DefinitionId = state.DefinitionId,
        DefinitionVersionId = state.VersionId,
        Version = entry.Sequence,
        Status = state.Status,
        CreatedAt = entry.At,
        UpdatedAt = entry.At,
        Hash = entry.Hash,
        State = CommitBuilder.Snapshot(state),
    };

    private static async Task RecordAsync(JsonObject json)
    {
        var some = new Some(json["definition"]!.ToJsonString());
        await some.Service.StartAsync(new StartRequest("recorded", "definition0") { Actor = "recorder" });
        foreach (var happened in json["first"]!.AsArray())
        {
            await some.Service.PublishAsync(new EventRequest($"first {happened}", (string)happened!));
        }

        var entries = new JsonArray();
        await foreach (var entry in some.Store.ReadHistoryAsync("recorded"))
        {
            entries.Add(new JsonObject
            {
                ["at"] = entry.At.ToString("O", CultureInfo.InvariantCulture),
                ["actor"] = entry.Actor,
                ["events"] = Encoding.UTF8.GetString(entry.Events.Span),
                ["hash"] = Convert.ToHexStringLower(entry.Hash.Span),
            });
        }

        json["entries"] = entries;
        json["state"] = Encoding.UTF8.GetString((await some.Store.FindRunAsync("recorded"))!.State.Span);
    }
}
