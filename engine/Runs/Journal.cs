using Workflows.Engine.Ports;
using Workflows.Engine.Runs.Codecs;

namespace Workflows.Engine.Runs;

/// <summary>Events told as lines for people: which activity, what happened.</summary>
internal sealed class Journal(Func<string, string, string> typeOf)
{
    private readonly Dictionary<int, (string Node, string Version)> _instances = [];
    private readonly Dictionary<string, int> _bookmarks = [];
    private string _version = string.Empty;

    /// <summary>With executions and bookmarks that began before the events that are told.</summary>
    public Journal(
        Func<string, string, string> typeOf,
        string version,
        (int Id, string Node, string Version)[] instances,
        KeyValuePair<string, int>[] bookmarks)
        : this(typeOf)
    {
        _version = version;
        _instances = instances.ToDictionary(i => i.Id, i => (i.Node, i.Version));
        _bookmarks = new Dictionary<string, int>(bookmarks);
    }

    public List<JournalEntry> Tell(IEnumerable<RunEvent> events)
    {
        var entries = new List<JournalEntry>();
        foreach (var happened in events)
        {
            Learn(happened);
            if (Tell(happened) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private void Learn(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted e:
                _version = e.VersionId;
                break;
            case Scheduled e:
                var owner = _instances.GetValueOrDefault(e.Owner);
                _instances[e.Instance] = (e.Node, e.VersionId ?? owner.Version ?? _version);
                break;
            case BookmarkAdded e:
                _bookmarks[e.Id] = e.Instance;
                break;
        }
    }

    private JournalEntry? Tell(RunEvent happened) => happened switch
    {
        Started e => Line(e.Instance, "Started", null),
        Completed e => Line(e.Instance, "Completed", e.Outcomes is ["Done"] ? null : string.Join(", ", e.Outcomes)),
        Cancelled e => Line(e.Instance, "Cancelled", null),
        Faulted e => Line(e.Instance, "Faulted", $"{e.Code} {e.Message.En}") with { Words = e.Message },
        BookmarkAdded { Kind: Activities.CountedTime.Bookmark } => null,
        BookmarkAdded e => Line(e.Instance, "Waiting", $"{e.Kind} {e.Key}".TrimEnd()),
        BookmarkResumed e => Line(_bookmarks.GetValueOrDefault(e.Id), "Resumed", Short(e.Payload)),
        LineWritten e => Line(e.Instance, "Line", e.Text),
        VariableSet e => Line(e.Instance, "VariableSet", $"{e.Name} = {Short(e.Value)}"),
        WorkflowOutputSet e => Line(e.Instance, "OutputSet", $"{e.Name} = {Short(e.Value)}"),
        OutputSet e => new JournalEntry(e.Node, typeOf(_version, e.Node), "Output", 0, $"{e.Name} = {Short(e.Value)}"),
        TimerSet e => Line(_bookmarks.GetValueOrDefault(e.BookmarkId), "TimerSet", e.DueAt.ToString("O", null)),
        TaskChanged e => new JournalEntry(e.Task.ActivityId, typeOf(_version, e.Task.ActivityId), "Task" + e.Task.State, 0, Detail(e.Task))
        {
            Words = e.Task is { Outcome: null, Assignee: null } ? e.Task.Title : null,
        },
        EffectDecided e => Run("Effect", $"{e.Message.Kind} {e.Message.Id}"),
        MessageSent e => Run("Sent", $"{e.Delivery.Kind} {e.Delivery.Target}"),
        FactChanged e => Run("Fact", $"{e.Fact.Type} {e.Fact.Key}{(e.Fact.Json is null ? " withdrawn" : string.Empty)}"),
        QuestionAnswered e => Line(e.Instance, "Answered", $"{e.Question} {e.Code ?? Short(e.Value)}"),
        DeadlineMoved e => Line(e.Instance, "DeadlineMoved", $"{e.From:O} → {e.To:O} ({e.Calendar}: {e.Why.En})") with { Words = e.Why },
        IncidentRaised e => Run("Incident", $"{e.Code} {e.Message.En}") with { Words = e.Message },
        IncidentResolved e => Run("IncidentResolved", $"{e.Incident} {e.How}"),
        Repaired e => Run("Repaired", $"{e.Action} {e.Detail} {e.Reason}".Trim()),
        Migrated e => Run("Migrated", e.VersionId),
        Replied e => Line(e.Instance, "Replied", Short(e.Value)),
        StatusChanged e => Run("Status", RunStatusNames.Of(e.Status)),
        _ => null,
    };

    private static JournalEntry Run(string what, string detail) => new(string.Empty, string.Empty, what, 0, detail);

    private JournalEntry Line(int instance, string what, string? detail)
    {
        var (node, version) = _instances.TryGetValue(instance, out var known) ? known : (string.Empty, _version);
        return new JournalEntry(node, typeOf(version, node), what, instance, detail);
    }

    private static string? Detail(TaskRecord task) => task.Outcome ?? task.Assignee ?? task.Title.En;

    private static string? Short(object? value) =>
        RunValues.AsText(value) is { Length: > 200 } text ? text[..200] + "…" : RunValues.AsText(value);
}
