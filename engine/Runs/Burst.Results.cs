using System.Collections.ObjectModel;

namespace Workflows.Engine.Runs;

/// <content>What a burst came to, for whoever caused it.</content>
internal sealed partial class Burst
{
    public RunResult Result(long version) => new(RunOutcome.Done)
    {
        RunId = State.RunId,
        Status = State.Status,
        Version = version,
        Reply = Reply(),
        Outputs = State.Root?.Outputs ?? (IReadOnlyDictionary<string, object?>)ReadOnlyDictionary<string, object?>.Empty,
        Burst = this,
    };

    public IReadOnlyList<string> Lines()
    {
        var count = 0;
        foreach (var happened in Events)
        {
            count += happened is LineWritten ? 1 : 0;
        }

        var lines = new string[count];
        for (int i = 0, line = 0; line < count; i++)
        {
            if (Events[i] is LineWritten written)
            {
                lines[line++] = written.Text;
            }
        }

        return lines;
    }

    public IReadOnlyList<JournalEntry> Journal() => new Journal(TypeOf, State.VersionId, _known, _waiting).Tell(Events);

    private object? Reply()
    {
        for (var i = Events.Count - 1; i >= 0; i--)
        {
            if (Events[i] is Replied replied)
            {
                return replied.Value;
            }
        }

        return null;
    }

    private string TypeOf(string versionId, string node) => _definitions.Version(versionId)?.Find(node)?.Element.Type ?? string.Empty;
}
